"""The addresses of the console: one module a page or a few that belong together."""

from console.pages import (
    books,
    contacts,
    decisions,
    figures,
    find,
    front,
    handovers,
    imports,
    log,
    officers,
    orders,
    person,
    proposals,
    reasons,
    today,
    visits,
)

BLUEPRINTS = (
    front.pages,
    today.pages,
    log.pages,
    visits.pages,
    person.pages,
    contacts.pages,
    reasons.pages,
    find.pages,
    proposals.pages,
    decisions.pages,
    orders.pages,
    books.pages,
    imports.pages,
    handovers.pages,
    officers.pages,
    figures.pages,
)
