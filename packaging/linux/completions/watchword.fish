# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_watchword_global_optspecs
    string join \n vault= pin-stdin json h/help V/version
end

function __fish_watchword_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_watchword_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_watchword_using_subcommand
    set -l cmd (__fish_watchword_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c watchword -n "__fish_watchword_needs_command" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_needs_command" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_needs_command" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_needs_command" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_needs_command" -s V -l version -d 'Print version'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "init" -d 'Create a vault'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "add" -d 'Add an account from a link, or from a secret that you type'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "list" -d 'List the accounts'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "code" -d 'Print one code'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "copy" -d 'Copy a code, wait, then clear it from the clipboard'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "verify" -d 'Check whether a code is valid'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "lock" -d 'Lock the vault for the window, and for every terminal'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "status" -d 'Say whether the vault is unlocked, by what, and until when'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "palette" -d 'Open the palette, which copies a code or types it where you were; bind this to a key'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "policy" -d 'Show what your organisation has set, where it comes from, and what was refused'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "provision" -d 'Add accounts that your organisation hands out, each only once'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "audit" -d 'Check the organisation’s audit log'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "scan" -d 'Print the texts of QR codes in images and PDFs, on the screen or on the clipboard'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "import" -d 'Add the accounts in files'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "export" -d 'Write the accounts to a file for another app'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "formats" -d 'List the types of files that “import” reads and “export” writes'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "backup" -d 'Write a backup to a file, or check one'
complete -c watchword -n "__fish_watchword_needs_command" -f -a "restore" -d 'Create a vault from a backup'
complete -c watchword -n "__fish_watchword_using_subcommand init" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand init" -l file-store -d 'Store secrets in a file protected by a passphrase of at least 12 characters, for a computer without a keyring'
complete -c watchword -n "__fish_watchword_using_subcommand init" -l replace -d 'Replace the current vault with an empty one. The old vault is kept'
complete -c watchword -n "__fish_watchword_using_subcommand init" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand init" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand init" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand add" -l uri -d 'Link to add, such as “otpauth://…”. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l issuer -d 'Site or service' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l account -d 'Account name' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l kind -d 'Type of code: time-based (TOTP), counter-based (HOTP) or Steam' -r -f -a "totp\t''
hotp\t''
steam\t''"
complete -c watchword -n "__fish_watchword_using_subcommand add" -l algorithm -d 'Algorithm' -r -f -a "SHA1\t''
SHA256\t''
SHA512\t''"
complete -c watchword -n "__fish_watchword_using_subcommand add" -l digits -d 'Digits in a code, 4 to 10' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l period -d 'Seconds that a code is valid for' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l counter -d 'Counter of the next code' -r
complete -c watchword -n "__fish_watchword_using_subcommand add" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand add" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand add" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand add" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand list" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand list" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand list" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand list" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand code" -l uri -d 'Link instead of an account. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead' -r
complete -c watchword -n "__fish_watchword_using_subcommand code" -l at -d 'Time to generate the code for, instead of now' -r
complete -c watchword -n "__fish_watchword_using_subcommand code" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand code" -l copy -d 'Copy the code too, and clear it as “copy” does'
complete -c watchword -n "__fish_watchword_using_subcommand code" -l osc52 -d 'Copy through the terminal (OSC 52), for a computer that you reach over SSH. Not every terminal supports this'
complete -c watchword -n "__fish_watchword_using_subcommand code" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand code" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand code" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand copy" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand copy" -l osc52 -d 'Copy through the terminal (OSC 52), for a computer that you reach over SSH. Not every terminal supports this'
complete -c watchword -n "__fish_watchword_using_subcommand copy" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand copy" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand copy" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l uri -d 'Link instead of an account. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead' -r
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l window -d 'Time steps to accept on either side' -r
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l at -d 'Time to check the code for, instead of now' -r
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand verify" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand verify" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand lock" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand lock" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand lock" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand lock" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand status" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand status" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand status" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand status" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand palette" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand palette" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand palette" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand palette" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand policy" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand policy" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand policy" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand policy" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand provision" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand provision" -l password-stdin -d 'Read the key or the passphrase of encrypted files from standard input'
complete -c watchword -n "__fish_watchword_using_subcommand provision" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand provision" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand provision" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand audit" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand audit" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand audit" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand audit" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand scan" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand scan" -l screen -d 'Read the screen, all monitors'
complete -c watchword -n "__fish_watchword_using_subcommand scan" -l clipboard -d 'Read the image on the clipboard'
complete -c watchword -n "__fish_watchword_using_subcommand scan" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand scan" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand scan" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand import" -l from -d 'Accept only files of this type; “watchword formats” lists them' -r -f -a "aegis\t''
andotp\t''
authenticator-plus\t''
authy\t''
battle-net\t''
bitwarden\t''
bitwarden-authenticator\t''
cotp\t''
duo\t''
ente\t''
freeotp\t''
freeotp-plus\t''
google-authenticator\t''
keepass\t''
lastpass\t''
microsoft-authenticator\t''
1password\t''
otp-auth\t''
otpclient\t''
proton-authenticator\t''
proton-pass\t''
pskc\t''
raivo\t''
steam\t''
stratum\t''
totp-authenticator\t''
2fas\t''
2fauth\t''
watchword\t''
winauth\t''
google-migration\t''
uri\t''
picture\t''"
complete -c watchword -n "__fish_watchword_using_subcommand import" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand import" -l dry-run -d 'Show what is in the files, and add nothing. Needs no vault'
complete -c watchword -n "__fish_watchword_using_subcommand import" -l reveal -d 'With --dry-run, show the secrets too'
complete -c watchword -n "__fish_watchword_using_subcommand import" -l password-stdin -d 'Read the password of encrypted files from standard input, from the line after the PIN if that’s there too'
complete -c watchword -n "__fish_watchword_using_subcommand import" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand import" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand import" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand export" -l to -d 'Format of the file; “watchword formats” says which app each is for' -r -f -a "aegis\t''
2fas\t''
uri\t''
aegis-plain\t''
2fas-plain\t''
bitwarden-authenticator\t''
google-migration\t''
google-migration-pdf\t''
pdf\t''
pskc\t''"
complete -c watchword -n "__fish_watchword_using_subcommand export" -l output -d 'File to write, instead of standard output' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand export" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand export" -l password-stdin -d 'Read the password that encrypts the file from standard input, from the line after the PIN if that’s there too'
complete -c watchword -n "__fish_watchword_using_subcommand export" -l force -d 'Replace a file that is already there'
complete -c watchword -n "__fish_watchword_using_subcommand export" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand export" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand export" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand formats" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand formats" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand formats" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand formats" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l check -d 'Compare the file with the vault, and write nothing'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l passphrase -d 'Encrypt the backup with a passphrase that you type, instead of the recovery key'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l passphrase-stdin -d 'The same, but read the passphrase from standard input, from the line after the PIN if that’s there too'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l force -d 'Replace a file that is already there'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand backup" -s h -l help -d 'Print help'
complete -c watchword -n "__fish_watchword_using_subcommand restore" -l vault -d 'Use the vault in this folder instead of your own' -r -F
complete -c watchword -n "__fish_watchword_using_subcommand restore" -l file-store -d 'Store secrets in a file protected by a passphrase of at least 12 characters, for a computer without a keyring'
complete -c watchword -n "__fish_watchword_using_subcommand restore" -l replace -d 'Replace the current vault, even if it still opens. The old vault is kept'
complete -c watchword -n "__fish_watchword_using_subcommand restore" -l pin-stdin -d 'Read the PIN or passphrase from the first line of standard input'
complete -c watchword -n "__fish_watchword_using_subcommand restore" -l json -d 'Print data as JSON'
complete -c watchword -n "__fish_watchword_using_subcommand restore" -s h -l help -d 'Print help'
