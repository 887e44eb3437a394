"""Drives Python's ftplib: host port user password directory mode protection operation [words]."""
import ftplib
import os
import sys

host, port, user, password, directory, mode, protection, operation, *words = sys.argv[1:]
if protection != "plain":
    sys.exit("unknown protection: " + protection)

ftp = ftplib.FTP(timeout=30)
ftp.connect(host, int(port))
ftp.login(user, password)
ftp.set_pasv(mode == "passive")
ftp.cwd(directory)

if operation == "store":
    with open(words[0], "rb") as file:
        ftp.storbinary("STOR " + words[1], file)
elif operation == "retrieve":
    with open(words[1], "wb") as file:
        ftp.retrbinary("RETR " + words[0], file.write)
elif operation == "resume-store":
    ftp.voidcmd("TYPE I")
    there = ftp.size(words[1])
    with open(words[0], "rb") as file:
        file.seek(there)
        ftp.storbinary("STOR " + words[1], file, rest=there)
elif operation == "resume-retrieve":
    with open(words[1], "ab") as file:
        ftp.retrbinary("RETR " + words[0], file.write, rest=os.path.getsize(words[1]))
elif operation == "list":
    ftp.dir()
    print(ftp.nlst())
    print(list(ftp.mlsd()))
elif operation == "change":
    ftp.mkd("made")
    ftp.rename("old", "new")
    ftp.delete("gone")
    ftp.rmd("left")
else:
    sys.exit("unknown operation: " + operation)
ftp.quit()
