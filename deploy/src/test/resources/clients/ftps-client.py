"""Drives Python's FTP_TLS: host port user password directory explicit|implicit version ca resume|fresh operation
[words]."""
import ftplib
import io
import os
import socket
import ssl
import sys

host, port, user, password, directory, mode, version, authority, data, operation, *words = sys.argv[1:]


class Client(ftplib.FTP_TLS):
    def connect_implicit(self):
        self.host, self.port = host, int(port)
        self.sock = self.context.wrap_socket(socket.create_connection((host, int(port)), 30), server_hostname=host)
        self.af = self.sock.family
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()

    def ntransfercmd(self, cmd, rest=None):
        if data == "fresh":
            return super().ntransfercmd(cmd, rest)
        conn, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        conn = self.context.wrap_socket(conn, server_hostname=self.host, session=self.sock.session)
        if not conn.session_reused:
            sys.exit("not resumed: " + cmd)
        return conn, size


context = ssl.create_default_context(cafile=authority)
wanted = ssl.TLSVersion.TLSv1_3 if version == "1.3" else ssl.TLSVersion.TLSv1_2
context.minimum_version = context.maximum_version = wanted
ftp = Client(context=context, timeout=30)
if mode == "implicit":
    ftp.connect_implicit()
else:
    ftp.connect(host, int(port))
    ftp.auth()
ftplib.FTP.login(ftp, user, password)
ftp.prot_p()
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
elif operation == "abort":
    ftp.voidcmd("TYPE I")
    connection = ftp.transfercmd("RETR " + words[0])
    connection.recv(10000)
    reply = ftp.abort()
    if not reply.startswith("426"):
        sys.exit("ABOR was answered " + reply)
    connection.close()
    ftp.voidresp()
    ftp.nlst()
elif operation == "many":
    small = open(words[2], "rb").read()
    for i in range(int(words[3])):
        with open(os.path.join(words[1], str(i)), "wb") as file:
            ftp.retrbinary("RETR " + words[0], file.write)
        ftp.storbinary("STOR many-%d" % i, io.BytesIO(small))
else:
    sys.exit("unknown operation: " + operation)
ftp.quit()
