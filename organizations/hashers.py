"""Argon2id at 19 MiB, t=2, p=1 (the OWASP minimum): Django's defaults cost 100 MB and .2 s a sign-in, and the portal
runs on one small machine where a hundred secretaries sign in on the same evening."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2Hasher(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
