"""What people are told, in the house and by e-mail.

A room says in its own `notices.py` which deeds of the audit chain tell whom; nobody calls this room.
"""
