"""A mail server on loopback that keeps what it is sent: real SMTP (RFC 5321), STARTTLS where it has a certificate."""
import email
import email.policy
import socket
import socketserver
import ssl
import threading


class Mail:
    def __init__(self, sender, to, bytes_):
        self.sender, self.to, self.bytes = sender, to, bytes_
        self.message = email.message_from_bytes(bytes_, policy=email.policy.default)

    @property
    def text(self):
        return self.message.get_body(("plain",)).get_content()

    @property
    def id(self):
        return self.message["Message-ID"]


class SmtpReceiver:
    """`answers` puts another answer in the place of the usual one, by command; "DATA." stands for the end of the message.
    An answer of None breaks the line. While `hold` is set, mail is kept and the answer to it waits."""

    def __init__(self, certificate=None, user=None, port=0):
        self.mails, self.commands, self.answers = [], [], {}
        self.hold, self.came = threading.Event(), threading.Condition()
        self.certificate, self.user = certificate, user
        receiver = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    receiver.converse(self)
                except (OSError, ValueError):
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def wait_for(self, count, timeout=60):
        with self.came:
            return self.came.wait_for(lambda: len(self.mails) >= count, timeout)

    def converse(self, line):
        def say(command, usual):
            answer = self.answers.get(command, usual)
            if answer is None:
                line.connection.shutdown(socket.SHUT_RDWR)
                raise OSError("broken on purpose")
            line.wfile.write(answer.encode() + b"\r\n")
            line.wfile.flush()
            return answer[:1] in "23"

        say("CONNECT", "220 receiver.example ESMTP")
        sender, to, secure = None, [], False
        while True:
            given = line.rfile.readline(2000)
            if not given:
                return
            words = given.decode("ascii").strip()
            command = words.split(" ")[0].split(":")[0].upper()
            self.commands.append(command)
            if command in ("EHLO", "HELO"):
                extensions = ["receiver.example"] + (["STARTTLS"] if self.certificate and not secure else []) + \
                    (["AUTH PLAIN"] if self.user else []) + ["8BITMIME"]
                lines = ["250-" + one for one in extensions[:-1]] + ["250 " + extensions[-1]]
                say(command, "\r\n".join(lines))
            elif command == "STARTTLS":
                if not self.certificate:
                    say(command, "502 not known here")
                    continue
                if not say(command, "220 go ahead"):
                    continue
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*self.certificate)
                line.connection = context.wrap_socket(line.connection, server_side=True)
                line.request = line.connection  # closed at the end
                line.rfile, line.wfile = line.connection.makefile("rb"), line.connection.makefile("wb")
                secure = True
            elif command == "AUTH":
                import base64
                given = words.split(" ", 2)
                if len(given) < 3:
                    say("AUTH ", "334 ")
                    given.append(line.rfile.readline(2000).decode().strip())
                right = base64.b64decode(given[2]).split(b"\0")[1:] == [one.encode() for one in self.user]
                say(command, "235 welcome" if right and secure else "535 no")
            elif command == "MAIL":
                sender, to = words.split("<")[1].split(">")[0], []
                say(command, "250 ok")
            elif command == "RCPT":
                if say(command, "250 ok"):
                    to.append(words.split("<")[1].split(">")[0])
            elif command == "DATA":
                if not to or not say(command, "354 go ahead"):
                    continue
                lines = []
                while (one := line.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(one[1:] if one.startswith(b".") else one)
                if one == b"":
                    return
                if not (self.answers.get("DATA.", "250") or "").startswith(("4", "5")):
                    with self.came:
                        self.mails.append(Mail(sender, to, b"".join(lines)))
                        self.came.notify_all()
                while self.hold.is_set():
                    threading.Event().wait(0.02)
                say("DATA.", "250 kept")
            elif command == "QUIT":
                say(command, "221 bye")
                return
            else:
                say(command, "502 not known here")
