"""Filled contents of every form in both languages, as a small facility would print them."""

from ssu_desktop.forms.annex_2 import Annex2, JournalRow
from ssu_desktop.forms.annex_3 import Annex3
from ssu_desktop.forms.annex_4 import Annex4, PlanRow, Signer
from ssu_desktop.forms.annex_5 import ActivityMark, Annex5, Recommendation, Round
from ssu_desktop.forms.annex_9 import Annex9, Conviction, IdentityDocument, Relative
from ssu_desktop.forms.content import Content
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain

KK = Language.KK
NAME_KK = "«Шапағат» күндіз болу орталығы» коммуналдық мемлекеттік мекемесі"
NAME_RU = "КГУ «Центр дневного пребывания «Шапағат» управления занятости и социальных программ"
PERSON = "Әбдірахманова Гүлнұр Қайратқызы"


def journal(language: Language, rows: int = 3) -> Annex2:
    kk = language is KK
    row = JournalRow(
        status="қызмет алуда" if kk else "получает услуги",
        name=PERSON,
        born="19.09.2014, 11 жаста" if kk else "19.09.2014, 11 лет",
        sex="әйел" if kk else "жен.",
        address="Көкшетау қ., Абай к-сі, 12-үй, 4-пәтер" if kk else "г. Кокшетау, ул. Абая, 12, кв. 4",
        phone="+7 701 123 45 67",
        programme="12.01.2026–12.01.2028",
        admitted="04.03.2026, № 17-ө",
        left="10.07.2026, № 44-ө\n02.08.2026, № 51-ө",
        discharged="01.12.2026, № 88-ө",
        reason="өз еркімен" if kk else "по собственному желанию",
        transferred="02.05.2026, № 30-ө",
        destination="Ақмола облысы, Көкшетау қ." if kk else "Акмолинская область, г. Кокшетау",
    )
    numbered = tuple(JournalRow(**{**row.__dict__, "number": str(number)}) for number in range(1, rows + 1))
    return Annex2(
        language=language,
        kind="D",
        name_kk=NAME_KK,
        name_other=NAME_RU,
        started='2026 жылғы "05" қаңтар' if kk else "«05» января 2026 года",
        rows=numbered,
        bookmark="Шапағат",
    )


def cover(language: Language) -> Annex3:
    kk = language is KK
    return Annex3(
        language=language,
        bookmark=PERSON,
        name_kk=NAME_KK,
        name_other=NAME_RU,
        number="17/2026",
        place="Көкшетау қаласы" if kk else "город Кокшетау",
        name=PERSON,
        born="19.09.2014",
        diagnosis="Балалардың церебралды салдануы, спастикалық диплегия (G80.1)"
        if kk
        else "Детский церебральный паралич, спастическая диплегия (G80.1)",
        nationality="қазақ" if kk else "казашка",
        admitted="04.03.2026",
        came_from="отбасынан" if kk else "из семьи",
        social_status="мүгедектігі бар бала" if kk else "ребёнок с инвалидностью",
        parents="анасы Әбдірахманова Айгүл Серікқызы, 12.03.1988"
        if kk
        else "мать Абдрахманова Айгуль Сериковна, 12.03.1988",
        address="Көкшетау қ., Абай көшесі, 12-үй" if kk else "г. Кокшетау, ул. Абая, 12",
        sheets="24",
        sheets_in_words="жиырма төрт" if kk else "двадцать четыре",
        head="Сәрсенов Болат Қанатұлы",
        date='2026 жылғы "05" наурыз' if kk else "«05» марта 2026 года",
    )


def plan(language: Language, rows: int = 2) -> Annex4:
    kk = language is KK
    domains = (Domain.HOUSEHOLD, Domain.MEDICAL, Domain.PSYCHOLOGICAL)
    row = {
        "question": "Өзіне-өзі қызмет көрсете ме?" if kk else "Обслуживает ли себя?",
        "answer": "Киінуге көмек қажет" if kk else "Нужна помощь при одевании",
        "volume": "Киіну дағдыларын қалыптастыру, 30 минут" if kk else "Занятия по одеванию, 30 минут",
        "specialist": "Жұмабаева Сәуле Маратқызы",
        "dates": "аптасына 3 рет, 05.03.2026–05.06.2026" if kk else "3 раза в неделю, 05.03.2026–05.06.2026",
    }
    return Annex4(
        language=language,
        bookmark=PERSON,
        kind="D",
        head="Сәрсенов Болат Қанатұлы",
        approved='2026 жылғы "20" наурыз' if kk else "«20» марта 2026 года",
        organisation=NAME_KK if kk else NAME_RU,
        name=PERSON,
        born="19.09.2014",
        diagnosis="G80.1, спастикалық диплегия" if kk else "G80.1, спастическая диплегия",
        admitted='2026 жылғы "04" наурыз' if kk else "«04» марта 2026 года",
        observed_from="04.03.2026",
        observed_until="18.03.2026",
        period_from="18.03.2026",
        period_until="17.03.2027",
        rows=tuple(PlanRow(domain=domain.value, **row) for domain in domains for _ in range(rows)),
        reviewed='2026 жылғы "18" маусым' if kk else "«18» июня 2026 года",
        signers=(
            Signer(role="social_worker", name="Жұмабаева Сәуле Маратқызы", date="18.03.2026"),
            Signer(role="psychologist", name="Ким Виктория Олеговна", date="18.03.2026"),
            Signer(role="medic", name="Оспанов Ерлан Бекұлы", date="18.03.2026"),
        ),
    )


def monitoring(language: Language, rounds: int = 2) -> Annex5:
    kk = language is KK
    one = Round(
        label="15 айдан кейін" if kk else "Через 15 месяцев",
        assessed="18.03.2026",
        points=("12", "8", "9", "7", "4", "5", "2", "1"),
        total="48",
        goal="Өзіне-өзі қызмет көрсету" if kk else "Самообслуживание",
        decision="Түзету қажет емес" if kk else "Корректировка не требуется",
        specialist="Жұмабаева С.М.",
    )
    mark = ActivityMark(
        activity="Киіну дағдылары" if kk else "Навыки одевания",
        domain="әлеуметтік-тұрмыстық" if kk else "социально-бытовые",
        month="наурыз 2026" if kk else "март 2026",
        result="позитивті өзгеріс бар" if kk else "есть позитивные изменения",
    )
    advice = "Сабақтарды жалғастыру" if kk else "Продолжить занятия"
    return Annex5(
        language=language,
        bookmark=PERSON,
        name=PERSON,
        born="19.09.2014",
        diagnosis="G80.1, спастикалық диплегия" if kk else "G80.1, спастическая диплегия",
        rounds=(one,) * rounds,
        marks=(mark,) * 3,
        recommendations=(Recommendation(date="18.03.2026", text=advice, author="Ким В.О."),),
    )


def card(language: Language) -> Annex9:
    kk = language is KK
    return Annex9(
        language=language,
        bookmark="Петров Иван",
        surname="Петров",
        given="Иван",
        patronymic="Сергеевич",
        sex="ер" if kk else "мужской",
        born="04.11.1979",
        nationality="орыс" if kk else "русский",
        birthplace="Қарағанды қаласы" if kk else "город Караганда",
        address="Қарағанды қ., Ермеков к-сі, 5" if kk else "г. Караганда, ул. Ермекова, 5",
        document="id_card",
        id_card=IdentityDocument(
            number="045678123", issued="02.02.2021", valid="01.02.2031", issued_by="ІІМ"
        ),
        iin=IdentityDocument(number="791104300123"),
        education="орта" if kk else "среднее",
        profession="дәнекерлеуші" if kk else "сварщик",
        relatives=(
            Relative(
                kinship="ағасы" if kk else "брат",
                name="Петров Олег Сергеевич",
                born="1975",
                lives="Теміртау" if kk else "Темиртау",
            ),
        ),
        convictions=(
            Conviction(
                article="188-бап" if kk else "статья 188",
                term="2 жыл" if kk else "2 года",
                period="2022–2024",
                where="АК-159/6",
            ),
        ),
        illnesses="бронхит",
        health="қанағаттанарлық" if kk else "удовлетворительное",
        sent_by="Пробация қызметі" if kk else "Служба пробации",
        date="05.03.2026",
        specialist="Ахметова Дина Асқарқызы",
    )


FILLED: dict[str, dict[Language, Content]] = {
    code: {language: make(language) for language in Language}
    for code, make in (
        ("annex-2", journal),
        ("annex-3", cover),
        ("annex-4", plan),
        ("annex-5", monitoring),
        ("annex-9", card),
    )
}
