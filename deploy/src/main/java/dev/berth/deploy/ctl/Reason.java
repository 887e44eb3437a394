package dev.berth.deploy.ctl;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/// Why a file cannot be read or a server not be called, in the words of the person who asked.
final class Reason {

    private Reason() {}

    /// Never the name of a class.
    static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _, FileNotFoundException _ -> "there is no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemLoopException _ -> "its symbolic links lead in a circle";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case MalformedInputException _ -> "it is not text in UTF-8";
            case HttpConnectTimeoutException _ -> "it does not answer (is the address right? --url, BERTH_URL)";
            case HttpTimeoutException _ -> "it did not answer in time; what was asked may be done all the same";
            case ConnectException refused when hasCause(refused, UnresolvedAddressException.class) -> unknownHost();
            case ConnectException _ -> "nothing listens there (is Berth running? --url, BERTH_URL)";
            case UnknownHostException _ -> unknownHost();
            case NoRouteToHostException _ -> "there is no way to that address";
            case SSLException tls -> secure(tls);
            default -> Objects.requireNonNullElse(failure.getMessage(), "the connection broke");
        };
    }

    private static String unknownHost() {
        return "there is no host of that name (--url, BERTH_URL)";
    }

    private static String secure(SSLException failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.contains("PKIX") || said.contains("unable to find valid certification path")) {
            return "its certificate is not trusted here (--ca-file, BERTH_CA_FILE)";
        }
        if (said.contains("plaintext") || said.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS there (http:// in place of https://?)";
        }
        return "TLS did not come about: " + said;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
