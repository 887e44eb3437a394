<?php
// Drives PHP's ftp_* functions: host port user password directory mode protection operation [words].
set_error_handler(function (int $severity, string $message): bool {
    fwrite(STDERR, $message . "\n");
    exit(1);
});

[, $host, $port, $user, $password, $directory, $mode, $protection, $operation] = $argv;
$words = array_slice($argv, 9);

function sure(mixed $result): mixed
{
    if ($result === false || $result === -1) {
        fwrite(STDERR, "it answered no\n");
        exit(1);
    }
    return $result;
}

$ftp = sure(match ($protection) {
    'plain' => ftp_connect($host, (int) $port, 30),
});
sure(ftp_login($ftp, $user, $password));
sure(ftp_pasv($ftp, $mode === 'passive'));
sure(ftp_chdir($ftp, $directory));

switch ($operation) {
    case 'store':
        sure(ftp_put($ftp, $words[1], $words[0], FTP_BINARY));
        break;
    case 'retrieve':
        sure(ftp_get($ftp, $words[1], $words[0], FTP_BINARY));
        break;
    case 'resume-store':
        sure(ftp_put($ftp, $words[1], $words[0], FTP_BINARY, sure(ftp_size($ftp, $words[1]))));
        break;
    case 'resume-retrieve':
        sure(ftp_get($ftp, $words[1], $words[0], FTP_BINARY, filesize($words[1])));
        break;
    case 'list':
        print_r(sure(ftp_rawlist($ftp, '.')));
        print_r(sure(ftp_nlist($ftp, '.')));
        print_r(sure(ftp_mlsd($ftp, '.')));
        break;
    case 'change':
        sure(ftp_mkdir($ftp, 'made'));
        sure(ftp_rename($ftp, 'old', 'new'));
        sure(ftp_delete($ftp, 'gone'));
        sure(ftp_rmdir($ftp, 'left'));
        break;
    default:
        sure(false);
}
sure(ftp_close($ftp));
