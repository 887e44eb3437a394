"""Python's ftplib over TLS, resuming the control connection's session for each data connection.

ftps.py HOST PORT USER PASSWORD VERSION explicit|implicit TRANSFERS
ftps.py HOST PORT USER PASSWORD VERSION foreign TRANSFERS: data connections resume another session of the same client
"""
import ftplib
import io
import ssl
import sys


class Resuming(ftplib.FTP_TLS):
    lender = None

    def connect_implicit(self, host, port):
        import socket
        self.host, self.port = host, port
        self.sock = self.context.wrap_socket(socket.create_connection((host, port), 20))
        self.af = self.sock.family
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()
        self._prot_p = True

    def ntransfercmd(self, cmd, rest=None):
        conn, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        if self._prot_p:
            conn = self.context.wrap_socket(conn, session=(self.lender or self).sock.session)
            if not conn.session_reused and not self.lender:
                print("not resumed:", cmd)
        return conn, size


host, port, user, password, version, mode, transfers = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
wanted = ssl.TLSVersion.TLSv1_3 if version == "1.3" else ssl.TLSVersion.TLSv1_2
context.minimum_version = context.maximum_version = wanted


def logged_in():
    ftp = Resuming(context=context)
    ftp.encoding = "utf-8"
    if mode == "implicit":
        ftp.connect_implicit(host, int(port))
    else:
        ftp.connect(host, int(port), timeout=20)
        ftp.auth()
    ftp.sendcmd("USER " + user)
    ftp.sendcmd("PASS " + password)
    if mode != "implicit":
        ftp.prot_p()
    return ftp


ftp = logged_in()
if mode == "foreign":
    ftp.lender = logged_in()
    try:
        ftp.nlst()
    except ftplib.error_perm as refused:
        print(str(refused)[:3])
    except OSError:
        try:
            ftp.voidresp()
        except ftplib.error_perm as refused:
            print(str(refused)[:3])
    ftp.quit()
    ftp.lender.quit()
    sys.exit()
content = bytes(range(256)) * 1000
for i in range(int(transfers)):
    ftp.storbinary("STOR python.bin", io.BytesIO(content))
    back = io.BytesIO()
    ftp.retrbinary("RETR python.bin", back.write)
    if back.getvalue() != content:
        print("other content came back")
    if "python.bin" not in ftp.nlst():
        print("it is not in the listing")
ftp.quit()
print("done")
