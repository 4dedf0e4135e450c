"""The addresses of the console: one module a page or a few that belong together."""

from console.pages import front, imports, log, today

BLUEPRINTS = (front.pages, today.pages, log.pages, imports.pages)
