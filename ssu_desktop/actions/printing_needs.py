"""The sheet of the assessment of needs and the history of a case: what is loaded, and what is lacking."""

from collections.abc import Iterator, Sequence

from ssu_desktop.actions.assessment import completed_of
from ssu_desktop.actions.case_steps import entered_steps
from ssu_desktop.actions.printing_office import NO_ASSESSMENT, NO_STEPS, Choice, Filled, Lacking, Office
from ssu_desktop.forms.fill_needs import fill_case_history, fill_needs
from ssu_desktop.records import Stay


def fill_assessed(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterator[Filled | Lacking]:  # noqa: ARG001
    """Yield the latest completed assessment of each domain of each stay as one sheet."""
    for stay in stays:
        made = completed_of(office.session, stay.id)
        if not made:
            yield Lacking(name=stay.person.full_name, reason=NO_ASSESSMENT)
            continue
        content = fill_needs(organisation=office.organisation, stay=stay, made=made, language=office.language)
        yield Filled(content=content, person_id=stay.person_id)


def fill_histories(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterator[Filled | Lacking]:  # noqa: ARG001
    """Yield the steps of social work of each stay as one paper."""
    for stay in stays:
        steps = entered_steps(office.session, stay.id)
        if not steps:
            yield Lacking(name=stay.person.full_name, reason=NO_STEPS)
            continue
        content = fill_case_history(
            organisation=office.organisation, stay=stay, steps=steps, language=office.language
        )
        yield Filled(content=content, person_id=stay.person_id)
