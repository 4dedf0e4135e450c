"""Who was told, which way, and what came of it.

Owns: reminders, messages and their outcome, texts, the inbox of those who work in the office,
what people want of messages. Neither names, numbers nor texts as sent are kept.
Publishes: message-delivered, message-failed, channel-unreachable.
Follows: registry's persons and orders, supervision's obligations, home visits, officers, overdue
starts, caseloads and proposals, training's enrolments, sessions and programmes, identity's users.
Asks, at the moment of sending: registry for contacts and orders in force, supervision whether a
meeting is still owed. What has ended is told to nobody, whatever was planned.
"""
