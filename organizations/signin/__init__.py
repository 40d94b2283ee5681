"""The door: who is meant by what was typed, what opens a session and what ends it, and what is written down about it.

=================  =====================================================================================
``finding``        from what was typed to a person
``models``         sessions and remembered machines
``sessions``       opening, listing and ending sessions
``devices``        machines remembered for half a year, opened by six digits
``lockout``        how many wrong tries, by whom and from where (a handler of django-axes)
``second_factor``  codes of an authenticator app, and the printed ones for the day it is lost
``idle``           the lock of an unattended desk
=================  =====================================================================================
"""
