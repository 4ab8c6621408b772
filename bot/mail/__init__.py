"""E-mail: composed, and handed to the server of whoever runs the service. Without `SMTP_URL` there is none anywhere."""
