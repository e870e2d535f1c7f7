"""Filled contents of the facility's own papers in both languages."""

from dataclasses import replace

from ssu_desktop.forms.annex_5 import ActivityMark
from ssu_desktop.forms.binder import BinderClosing, BinderList, BoundLine
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.custody import CustodyAct, CustodyReceipt, CustodyReturn, OriginalLine
from ssu_desktop.forms.needs import Asked, AssessedDomain, CaseHistory, NeedsSheet, WorkStep
from ssu_desktop.forms.order import OrderLine, OrderPaper, OrderRegister
from ssu_desktop.forms.own_list import (
    AcquaintanceList,
    AttendanceList,
    DepartureList,
    DueList,
    ListRow,
    PresentList,
    ProgressList,
    QueueList,
    ScheduleList,
    SeenList,
    UnsignedList,
    VisitedList,
    VisitSheet,
)
from ssu_desktop.forms.paid import PaidActPaper, PaidContractPaper, PaidLine
from ssu_desktop.forms.transfer import AnnexLine, Inventory, InventoryLine, TransferAct
from ssu_desktop.forms.trend import Trend, TrendRound
from ssu_desktop.forms.week import MarksSheet, WeekSheet
from ssu_desktop.language import Language
from tests.forms.samples import NAME_KK, NAME_RU, PERSON

STAFF = "Сейтқали Айнұр Маратқызы"
HEAD = "Төлегенов Арман Қайратұлы"


def _name(language: Language) -> str:
    return NAME_KK if language is Language.KK else NAME_RU


def _day(language: Language) -> str:
    return '2026 жылғы "05" наурыз' if language is Language.KK else "«05» марта 2026 года"


def _place(language: Language) -> str:
    return "Көкшетау қаласы" if language is Language.KK else "город Кокшетау"


def _originals(language: Language) -> tuple[OriginalLine, ...]:
    kk = language is Language.KK
    return (
        OriginalLine(
            title="Жеке басты куәландыратын құжат (түпнұсқа)"
            if kk
            else "Документ, удостоверяющий личность (подлинник)",
            number="041234567",
        ),
        OriginalLine(
            title="Зейнетақы куәлігі (түпнұсқа)" if kk else "Пенсионное удостоверение (подлинник)",
            number="118-204",
            note="мұқабасы жыртылған" if kk else "порвана обложка",
        ),
    )


def act(language: Language) -> CustodyAct:
    return CustodyAct(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        person=PERSON,
        act_number="7",
        act_date=_day(language),
        rows=_originals(language),
        place=_place(language),
        born="11.05.1943",
        file="S-2026/17",
        consent='2026 жылғы "04" наурыз' if language is Language.KK else "«04» марта 2026 года",
        total="2",
        kept="Бас бухгалтердің сейфі" if language is Language.KK else "Сейф главного бухгалтера",
        handed=PERSON,
        accepted=STAFF,
    )


def giving_back(language: Language) -> CustodyReturn:
    return CustodyReturn(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        person=PERSON,
        act_number="7",
        act_date=_day(language),
        rows=_originals(language),
        date='2026 жылғы "01" қыркүйек' if language is Language.KK else "«01» сентября 2026 года",
        place=_place(language),
        born="11.05.1943",
        total="2",
        handed=STAFF,
        accepted=PERSON,
    )


def receipt(language: Language) -> CustodyReceipt:
    return CustodyReceipt(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        person=PERSON,
        act_number="7",
        act_date=_day(language),
        rows=_originals(language),
        accepted=STAFF,
        date=_day(language),
    )


def inventory(language: Language) -> Inventory:
    kk = language is Language.KK
    lines = (
        ("Жазбаша өтініштің көшірмесі", "көшірме") if kk else ("Копия письменного заявления", "копия"),
        ("Медициналық карта", "түпнұсқа") if kk else ("Медицинская карта", "оригинал"),
    )
    return Inventory(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        number="S-2026/17",
        person=PERSON,
        born="11.05.1943",
        rows=tuple(
            InventoryLine(title=title, form=form, received="04.03.2026", pages="12", note="—")
            for title, form in lines
        ),
        count="2",
        pages="24",
        made=STAFF,
        date=_day(language),
    )


def transfer(language: Language) -> TransferAct:
    kk = language is Language.KK
    return TransferAct(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        number="S-2026/17",
        date=_day(language),
        place=_place(language),
        person=PERSON,
        born="11.05.1943",
        receiver="«Шапағат» МӘМ" if kk else "МСУ «Шапағат»",
        count="2",
        pages="24",
        rows=(
            AnnexLine(
                title="Шығару туралы бұйрықтың көшірмесі" if kk else "Копия приказа о выбытии",
                number="№ 31-ө, 01.09.2026",
            ),
            AnnexLine(
                title="Мониторинг журналы (5-қосымша)" if kk else "Журнал мониторинга (приложение 5)",
                note="жүргізілмеген" if kk else "не вёлся",
            ),
        ),
        handed=HEAD,
    )


def order(language: Language) -> OrderPaper:
    kk = language is Language.KK
    return OrderPaper(
        language=language,
        bookmark="№ 31-ө",
        organisation=_name(language),
        number="31-ө",
        date=_day(language),
        place=_place(language),
        subject="Қызмет алушыны қабылдау туралы" if kk else "О зачислении получателя услуг",
        text=(
            f"1. {PERSON} 2026 жылғы 5 наурыздан бастап бөлімшеге қабылдансын.\n"
            "2. Бұйрықтың орындалуын бақылауды өзіме қалдырамын."
        )
        if kk
        else (
            f"1. Зачислить {PERSON} в отделение с 5 марта 2026 года.\n"
            "2. Контроль за исполнением приказа оставляю за собой."
        ),
        head=HEAD,
        copy=True,
        cancelled="қате енгізілген" if kk else "внесён ошибочно",
    )


def register(language: Language) -> OrderRegister:
    kk = language is Language.KK
    return OrderRegister(
        language=language,
        bookmark="2026",
        organisation=_name(language),
        period="2026",
        rows=tuple(
            OrderLine(
                number=f"{number}-ө",
                date="05.03.2026",
                kind="Қабылдау" if kk else "Зачисление",
                subject="Қызмет алушыны қабылдау туралы" if kk else "О зачислении получателя услуг",
                person=PERSON,
                note="күші жойылды" if kk else "отменён",
            )
            for number in (31, 32)
        ),
    )


def queue(language: Language) -> QueueList:
    kk = language is Language.KK
    first = ListRow(
        cells=(
            "1",
            PERSON,
            "19.09.2007",
            "психоневрологиялық ауытқуы бар ересектер" if kk else "взрослые с психоневрологией",
            "02.03.2026 09:30 № KZ-14",
            "Кезектен тыс" if kk else "Вне очереди",
            "20.04.2026",
        )
    )
    return QueueList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("50", "47", "1", "2"),
        rows=(first,),
        total="1",
        head=HEAD,
    )


def present(language: Language) -> PresentList:
    kk = language is Language.KK
    row = ListRow(
        cells=(
            "1",
            PERSON,
            "19.09.1947",
            "қарттар" if kk else "престарелые",
            "04.03.2026",
            "қызмет алуда" if kk else "получает услуги",
            "04.03.2026",
        )
    )
    return PresentList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("50", "1", "1", "0", "0"),
        rows=(row,),
        total="1",
        head=HEAD,
    )


def due(language: Language) -> DueList:
    kk = language is Language.KK
    row = ListRow(
        cells=(
            "1",
            "Жеке жоспар әзірлеу" if kk else "Разработать индивидуальный план",
            PERSON,
            "Стационар бөлімшесі" if kk else "Стационарное отделение",
            "18.03.2026",
            "№ 230 бұйрық, 12-т. 3)" if kk else "приказ № 230, п. 12 пп. 3)",
            "",
        )
    )
    return DueList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        rows=(row,),
        total="1",
        head=HEAD,
    )


def departures(language: Language) -> DepartureList:
    kk = language is Language.KK
    row = ListRow(
        cells=(
            "1",
            "04.03.2026",
            PERSON,
            "Бос орын жоқ: 50 орынның 50 бос емес." if kk else "Нет свободных мест: занято 50 из 50.",
            "№ 230 бұйрық, 12-т. 1)" if kk else "приказ № 230, п. 12 пп. 1)",
            "сот қаулысы бойынша" if kk else "по постановлению суда",
            STAFF,
        )
    )
    return DepartureList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        rows=(row,),
        total="1",
        head=HEAD,
    )


def unsigned(language: Language) -> UnsignedList:
    kk = language is Language.KK
    title = "Жеке іс" if kk else "Личное дело"
    return UnsignedList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        rows=(ListRow(cells=("1", PERSON, title, "10.03.2026", STAFF, "7F3A-91BC", "")),),
        total="1",
        head=HEAD,
    )


def week(language: Language) -> WeekSheet:
    kk = language is Language.KK
    return WeekSheet(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        days=tuple(f"{number}.03.2026" for number in range(16, 23)),
        names=(PERSON,),
    )


def week_marks(language: Language) -> MarksSheet:
    kk = language is Language.KK
    domain = "әлеуметтік-тұрмыстық" if kk else "социально-бытовые"
    return MarksSheet(
        language=language,
        bookmark=PERSON,
        name=PERSON,
        marks=(ActivityMark(activity="Тамақтандыру", domain=domain), ActivityMark()),
        continued=True,
    )


def binder_list(language: Language) -> BinderList:
    kk = language is Language.KK
    titles = ("Жеке жоспар", "Мониторинг журналы") if kk else ("Индивидуальный план", "Журнал мониторинга")
    return BinderList(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        person=PERSON,
        born="11.05.1943",
        year="04.03.2026–03.03.2027",
        rows=tuple(BoundLine(title=title, days="04.03.2026", pages="2–3", note="—") for title in titles),
        count="2",
    )


def binder_closing(language: Language) -> BinderClosing:
    return BinderClosing(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        person=PERSON,
        year="04.03.2026–03.03.2027",
        sheets="21",
        sheets_in_words="жиырма бір" if language is Language.KK else "двадцать один",
        head=HEAD,
    )


def needs(language: Language) -> NeedsSheet:
    kk = language is Language.KK
    walking = Asked(
        question="Үй ішінде өз бетінше жүре ала ма?" if kk else "Ходит ли самостоятельно в помещении?",
        answer="Ауыр қиындықпен" if kk else "С тяжёлыми затруднениями",
        points="3",
    )
    domain = AssessedDomain(
        title="Медициналық: Қозғалу және денсаулық" if kk else "Медицинские: Движение и здоровье",
        day="12.03.2026",
        specialist=STAFF,
        rows=(walking, replace(walking, points="4")),
        total="7",
    )
    return NeedsSheet(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        name=PERSON,
        born="11.05.1943",
        domains=(domain, replace(domain, specialist=HEAD, total="9")),
        total="16",
    )


def case_history(language: Language) -> CaseHistory:
    kk = language is Language.KK
    contact = WorkStep(
        day="05.03.2026",
        done_by=STAFF,
        note="Жеке куәлік пен медициналық карта қаралды"
        if kk
        else "Изучены удостоверение и медицинская карта",
    )
    assessed = WorkStep(
        day="06.03.2026",
        done_by=HEAD,
        urgency="жоғары" if kk else "высокая",
        complexity="төмен" if kk else "низкая",
        severity="орташа" if kk else "средняя",
        note="Жалғыз тұрады" if kk else "Живёт один",
    )
    return CaseHistory(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        name=PERSON,
        born="11.05.1943",
        steps=(contact, assessed, WorkStep(), WorkStep()),
    )


def paid_contract(language: Language) -> PaidContractPaper:
    kk = language is Language.KK
    return PaidContractPaper(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        number="7",
        date=_day(language),
        place=_place(language),
        head=HEAD,
        customer="Қасымова Сәуле Маратқызы",
        person=PERSON,
        born="11.05.1943",
        rows=_paid_lines(language),
        total="16 006",
        words="он алты мың алты" if kk else "шестнадцать тысяч шесть",
        tiyn="00",
        approved="12.12.2025 № 214",
        until="31.12.2026",
        note="төлем айына бір рет" if kk else "оплата раз в месяц",
    )


def _paid_lines(language: Language) -> tuple[PaidLine, ...]:
    kk = language is Language.KK
    massage = PaidLine(
        title="Емдік массаж" if kk else "Лечебный массаж",
        measure="сеанс",
        count="10",
        price="1 500,50",
        sum="15 005",
    )
    cut = PaidLine(
        title="Шаштараз" if kk else "Парикмахерская", measure="1", count="4", price="250,25", sum="1 001"
    )
    return massage, cut


def paid_act(language: Language) -> PaidActPaper:
    kk = language is Language.KK
    return PaidActPaper(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        number="1",
        date=_day(language),
        place=_place(language),
        head=HEAD,
        contract="7",
        contract_date="05.03.2026",
        customer="Қасымова Сәуле Маратқызы",
        person=PERSON,
        period="05.03.2026–31.03.2026",
        rows=_paid_lines(language),
        total="16 006",
        words="он алты мың алты" if kk else "шестнадцать тысяч шесть",
        tiyn="00",
    )


def acquaintance(language: Language) -> AcquaintanceList:
    kk = language is Language.KK
    return AcquaintanceList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("09.01.2026", "3-ө"),
        rows=(
            ListRow(
                cells=(
                    *("1", PERSON, "04.03.2026"),
                    *("қызмет алушы" if kk else "получатель услуг", "05.03.2026", ""),
                )
            ),
        ),
        total="1",
        head=HEAD,
    )


def progress(language: Language) -> ProgressList:
    kk = language is Language.KK
    row = ListRow(
        cells=(
            "1",
            PERSON,
            "3 айдан кейін, 04.03.2026" if kk else "Через 3 месяца, 04.03.2026",
            "62",
            "▼ 9",
            "▲ 18",
            "жақсарды" if kk else "улучшение",
        )
    )
    return ProgressList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("41", "42", "43", "44", "46", "47"),
        rows=(row,),
        total="1",
        head=HEAD,
    )


def trend(language: Language) -> Trend:
    kk = language is Language.KK
    first = TrendRound(
        label="Қабылданған кезде" if kk else "При приёме",
        day="04.03.2025",
        points=("12", "9", "7", "", "5", "4", "3", "2"),
        total="42",
    )
    second = TrendRound(
        label="6 айдан кейін" if kk else "Через 6 месяцев",
        day="04.09.2025",
        at=184,
        points=("8", "11", "6", "4", "", "3", "3", "2"),
        total="37",
        change="−4",
        since="−5",
        broken=True,
    )
    third = TrendRound(
        label="Қосымша" if kk else "Дополнительно",
        day="20.10.2025",
        at=230,
        points=("8", "10", "5", "4", "5", "3", "2", "2"),
        total="39",
        change="−3",
        since="−8",
        extra=True,
    )
    return Trend(
        language=language,
        bookmark=PERSON,
        organisation=_name(language),
        unit="Стационар бөлімшесі" if kk else "Стационарное отделение",
        name=PERSON,
        born="11.05.1943",
        rounds=(first, second, third),
    )


def seen(language: Language) -> SeenList:
    kk = language is Language.KK
    deeds = (
        "Адамның бетін қарау × 3; Нысанды басып шығару: Жеке іс (3-қосымша)"
        if kk
        else "Просмотр страницы человека × 3; Печать формы: Личное дело (приложение 3)"
    )
    return SeenList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        person=PERSON,
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        rows=(ListRow(cells=("1", "04.03.2026", STAFF, deeds)),),
        total="1",
        head=HEAD,
    )


def attendance(language: Language) -> AttendanceList:
    kk = language is Language.KK
    return AttendanceList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Күндіз болу бөлімшесі" if kk else "Отделение дневного пребывания",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("01.03.2026", "31.03.2026"),
        rows=(ListRow(cells=("1", PERSON, "21", "152:30", "3", "2")),),
        total="1",
        head=HEAD,
    )


def visit_week(language: Language) -> VisitSheet:
    kk = language is Language.KK
    address = "Қостанай қаласы, Абай көшесі, 5-үй" if kk else "город Костанай, улица Абая, дом 5"
    done = "үй жинау" if kk else "уборка"
    return VisitSheet(
        language=language,
        bookmark=STAFF,
        organisation=_name(language),
        unit="Үйде қызмет көрсету бөлімшесі" if kk else "Отделение обслуживания на дому",
        worker=STAFF,
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        places=("09.03.2026", "15.03.2026"),
        rows=(
            ListRow(
                cells=("1", "дс 09.03", "10:00", PERSON, f"{address}\n8 705 111 22 33", "10:05", "", done, "")
            ),
            ListRow(cells=("",) * 9),
        ),
        total="1",
        head=HEAD,
    )


def visit_schedules(language: Language) -> ScheduleList:
    kk = language is Language.KK
    return ScheduleList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Үйде қызмет көрсету бөлімшесі" if kk else "Отделение обслуживания на дому",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        rows=(
            ListRow(
                cells=(
                    "1",
                    PERSON,
                    "2",
                    "дс, бс" if kk else "пн, чт",
                    "10:00",
                    "Сейтқали А. М.",
                    "04.03.2026",
                )
            ),
        ),
        total="1",
        head=HEAD,
    )


def visits_fewer(language: Language) -> VisitedList:
    kk = language is Language.KK
    return VisitedList(
        language=language,
        bookmark=_name(language),
        organisation=_name(language),
        unit="Үйде қызмет көрсету бөлімшесі" if kk else "Отделение обслуживания на дому",
        day='2026 жылғы "12" наурыз' if kk else "«12» марта 2026 года",
        asked="№ 230 бұйрық, 7-қосымша" if kk else "приказ № 230, приложение 7",
        places=("02.03.2026", "08.03.2026"),
        rows=(ListRow(cells=("1", PERSON, "2", "1", "3", "4")),),
        total="1",
        head=HEAD,
    )


PAPERS_FILLED: dict[str, dict[Language, Content]] = {
    code: {language: make(language) for language in Language}
    for code, make in {
        "unsigned": unsigned,
        "week": week,
        "week-marks": week_marks,
        "binder-list": binder_list,
        "binder-closing": binder_closing,
        "custody-act": act,
        "custody-receipt": receipt,
        "custody-return": giving_back,
        "inventory": inventory,
        "transfer-act": transfer,
        "order": order,
        "order-register": register,
        "queue": queue,
        "present": present,
        "acquaintance": acquaintance,
        "paid-contract": paid_contract,
        "paid-act": paid_act,
        "progress": progress,
        "attendance": attendance,
        "visit-week": visit_week,
        "visit-schedules": visit_schedules,
        "visits-fewer": visits_fewer,
        "trend": trend,
        "needs": needs,
        "case-history": case_history,
        "due": due,
        "departures": departures,
        "seen": seen,
    }.items()
}
