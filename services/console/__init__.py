"""The console: the web pages of officer, registrar, head of office and their colleagues.

Owns sessions (who is signed in where, and what an import of theirs said), nothing else: what a
page shows is asked of the services by HTTP with the user's own token, each time anew.
Publishes nothing and follows nothing.

`app` wires it; `pages` are the addresses; `shown` turns answers into what a page says, purely;
`desk` is the user at work: what is asked in her name; `store` is what is kept.
"""
