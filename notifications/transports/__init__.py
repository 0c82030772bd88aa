"""The ways a parcel is carried: by SMTP, to a webhook, into a folder, to the screen, or into memory."""
