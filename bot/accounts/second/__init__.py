"""A second proof at the sign-in, for who wants one: a code of an application (TOTP, RFC 6238), or one on paper."""
