# What words mean, and what they are called in each language: GLOSSARY.md.

language-name = English
direction = ltr

## Everywhere

back = Back
cancel = Cancel
close = Close
save = Save
saving = Saving…
undo = Undo
reveal = Show what you typed
pin =
    { $store ->
        [file] Passphrase
       *[keyring] PIN
    }
keyring-is-asking = Waiting for your system’s keyring. It may be asking for its password: look for its window.
drop-here = Drop it here
reading =
    { $of ->
        [1] Reading…
       *[other] Reading { $read } of { $of }…
    }
reading-cancelled = Cancelled. Nothing was added.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Choose a passphrase
       *[keyring] Choose a PIN
    }
welcome-text =
    { $store ->
        [file] The passphrase unlocks Watchword on this computer. No website or support staff will ask for it.
       *[keyring] The PIN unlocks Watchword on this computer. No website or support staff will ask for it.
    }
new-pin =
    { $store ->
        [file] New passphrase, at least { $minimum } characters
       *[keyring] New PIN, at least { $minimum } characters
    }
pin-again =
    { $store ->
        [file] Confirm passphrase
       *[keyring] Confirm PIN
    }
pin-differs = These don’t match. Type the second one again.
pin-strength-0 = Easy to guess
pin-strength-1 = Weak
pin-strength-2 = Fair
pin-strength-3 = Good
pin-strength-4 = Strong
create = Create vault
creating = Creating…
restore-instead = Restore a backup instead
sealed-in =
    { $keyring ->
        [file] Secrets are stored in a file on this computer, protected by your passphrase.
        [none] Secrets are stored, encrypted, in this computer’s keyring.
       *[other] Secrets are stored, encrypted, in { $keyring }.
    }

## Without a keyring

no-keyring-title = No keyring
file-store-text = Watchword can store your secrets in a file instead. A passphrase then replaces the PIN. It’s all that protects them from anyone who copies the file.
file-store-act = Use a file and a passphrase

## Unlock

unlock-title = Watchword is locked
unlock-text =
    { $store ->
        [file] Stored in a file, protected by your passphrase
       *[keyring] Stored in this computer’s keyring
    }
unlock = Unlock
unlocking = Checking…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword locked before you confirmed the new recovery key, so that key doesn’t work. Discard it, then create another after unlocking. Your earlier recovery key still works.
       *[no] Watchword locked before you confirmed the new recovery key, so that key doesn’t work. Discard it, then create another after unlocking.
    }
wait-next = Try again in { $clock }.
refused-wait =
    { $store ->
        [file] Wrong passphrase. Try again in { $clock }.
       *[keyring] Wrong PIN. Try again in { $clock }.
    }
forgot =
    { $store ->
        [file] Forgot passphrase?
       *[keyring] Forgot PIN?
    }

## Forgot PIN

forgot-title =
    { $store ->
        [file] Forgot passphrase
       *[keyring] Forgot PIN
    }
forgot-text =
    { $store ->
        [file] Use your recovery key to open the vault and set a new passphrase.
       *[keyring] Use your recovery key to open the vault and set a new PIN.
    }
forgot-without-key =
    { $store ->
        [file] This vault can’t be opened without its passphrase. If you have a backup of it and the backup’s recovery key or passphrase, restore the backup.
       *[keyring] This vault can’t be opened without its PIN. If you have a backup of it and the backup’s recovery key or passphrase, restore the backup.
    }
recovery-key = Recovery key
recovery-key-hint = Spaces, dashes and capitals don’t matter.
recover =
    { $store ->
        [file] Set new passphrase
       *[keyring] Set new PIN
    }

## Restore

restore-title = Restore a backup
restore-text = You need a backup, and its recovery key or its passphrase.
restore-act = Restore a backup…
replaces-vault = Replaces the current vault, which is kept until you delete it.
choose-backup = Choose the backup file
choose-another-backup = Use another backup…
choose-backup-folder = Choose a folder of backups
choose-backup-text = If you choose a folder, Watchword uses the newest backup in it that the key opens.
own-backups = This computer’s backups
another-backup = Choose another backup
open-backup = Open backup
opening-backup = Opening…
found-backup = Backup of { $moment }
found-accounts =
    { $count ->
        [one] { $count } account, trash included
       *[other] { $count } accounts, trash included
    }
found-newer =
    { $count ->
        [one] A newer backup can’t be used:
       *[other] { $count } newer backups can’t be used:
    }
keyring-lost-text = Your accounts are still in your backups. Type the recovery key to get them back.
restore = Restore
restoring = Restoring…
restored =
    { $count ->
        [one] { $count } account restored
       *[other] { $count } accounts restored
    }
restored-hotp =
    { $count ->
        [one] { $count } account uses counter-based codes (HOTP). If the site rejects a code, use the next one. If it rejects several, ask the site to resynchronise.
       *[other] { $count } accounts use counter-based codes (HOTP). If a site rejects a code, use the next one. If it rejects several, ask the site to resynchronise.
    }
restored-without-seed =
    { $count ->
        [one] { $count } account was restored without its secret, which isn’t in this backup. Restore the secret from another backup: the account list shows how.
       *[other] { $count } accounts were restored without their secrets, which aren’t in this backup. Restore the secrets from another backup: the account list shows how.
    }
restored-replaced = The replaced vault was kept. When you no longer need it, delete it in Settings, under Backup.
restored-open = Open vault

## Where there is already a vault

replace-title = There’s already a vault here
replace-text = It may still open, so Watchword asks before replacing it. The old vault is kept, not deleted.
replace-by = Confirm with
replace-by-pin =
    { $store ->
        [file] Its current passphrase
       *[keyring] Its current PIN
    }
replace-by-key = Its recovery key
replace-by-word = A typed word
replace-type-word = Type “{ $word }” to confirm

## Start with an empty vault

start-over-act = Start with an empty vault…
start-over-title = Start with an empty vault
start-over-text = The old vault is kept, not deleted, but its accounts won’t be in the new one. Without a backup, you’ll have to set up each site again.
started-over = Vault created. The old one was kept.

## Broken

broken-title = The vault couldn’t be opened
broken-text = Nothing was deleted or changed.
try-again = Try again

## Codes

codes-title = Codes
accounts = Accounts
search = Search accounts
search-among =
    { $count ->
        [0] Search
        [one] Search { $count } account
       *[other] Search { $count } accounts
    }
lock = Lock
next = next
next-code = Next code
next-code-of = Next code for { $name }
seed-missing = Secret missing
edit-account = Edit { $name }
copied = { $name } code copied
clears-in = clears in { $seconds } s
clipboard-cleared = Code cleared from the clipboard
moved = Moved to position { $position } of { $count }
nothing-found = No matching accounts
nothing-found-text = Press Esc to show all accounts.
no-accounts = No accounts yet
no-accounts-text = Drop an image of a QR code on this window, or press Ctrl+N.
no-backup = You don’t have a backup yet.
no-backup-act = Create recovery key
backup-failed = The last backup failed.
older-copy = This is an older copy of your vault. You can view it, but not change it.
older-copy-act = Use this copy
older-copy-ask = Continue with this older copy?
older-copy-text = Your keyring has a record of a newer version of this vault. If you have that version, put it back instead. This copy doesn’t include anything added or changed since. Counters skip every code known to have been used. If a site rejects a code, use the next one.
was-older-copy = This was an older copy of your vault. Newer changes may be missing.
counters-lost = The record of used counters is incomplete, so counter-based codes (HOTP) are paused.
counters-lost-act = Continue without it
counters-lost-ask = Continue without the record?
counters-lost-text = If you have the file counters.log, put it back instead. Otherwise, each counter skips as many codes as are known to be missing, so that none of them repeats. If there’s no record of how many were used, a counter-based code may repeat. If a site rejects a code, use the next one.
repaired = The vault file was damaged. Watchword repaired it from a copy, and nothing was lost.
seeds-missing =
    { $count ->
        [one] The secret of { $count } account is missing.
       *[other] The secrets of { $count } accounts are missing.
    }
seeds-missing-act = Restore secrets
seeds-missing-text = Your recovery key opens this vault’s own backups. If the secrets are in another backup, choose its file. It may need an older recovery key.
seeds-missing-file-text = A backup may still have the secrets. Choose its file, then type its recovery key.
seeds-missing-nowhere = None of these backups has the missing secrets. Choose another backup file.

## Add

add-title = Add accounts
add-drop = Drop a QR code image
add-drop-text = from any app, anywhere on this window
add-screen = Scan the screen
add-screen-text = Every visible QR code
add-camera = Use the camera
add-camera-text = Hold the QR code up to it
add-paste = Paste
add-paste-text = An image, a link or several links
add-files = Choose files
add-files-text = Images, PDFs, links, other apps’ exports
add-type = Enter manually
add-type-text = If the site shows the secret as text
add-link = Or paste a link
add-read = Continue
added =
    { $count ->
        [0] No account added
        [one] { $count } account added
       *[other] { $count } accounts added
    }

## Camera

camera-title = Camera
camera-which = Camera
camera-starting = Starting the camera…
camera-looking = Hold the QR code up to the camera
camera-closer = Move it closer
camera-steady = Hold it still, in good light
camera-off = The camera is off
camera-again = Scan again
camera-about = The camera is on only while this screen is open, and stops at the first code. Its images aren’t saved or sent anywhere.

## Enter manually

typed-title = Enter manually
issuer = Site or service
issuer-hint = The name you’ll search for
account = Account
secret = Secret
secret-hint = Letters and the digits 2 to 7. Spaces don’t matter.
kind = Type of code
kind-totp = Time-based (TOTP)
kind-hotp = Counter-based (HOTP)
kind-steam = Steam
algorithm = Algorithm
digits = Digits
period = Seconds
counter = Counter
typed-check = The site should accept this code.
typed-waits = The code will appear here before you save.
typed-save = Add account

## Review

review-title =
    { $count ->
        [0] No accounts found
        [one] { $count } account found
       *[other] { $count } accounts found
    }
review-encrypted = Encrypted export
review-list = Accounts found
origin-clipboard = Clipboard
origin-screen = Screen
origin-camera = Camera
origin-drop = Drag and drop
origin-text = Text
find-new = new
find-duplicate = already added
find-duplicate-text = Already in your vault
find-conflict-text = Same name, different secret
batch = { $read } of { $of } QR codes read so far. Add the others too: only together do they hold the whole export.
batch-camera = Scan the next with the camera
unread = Not read: { $count }
accept =
    { $count ->
        [0] Add accounts
        [one] Add { $count } account
       *[other] Add { $count } accounts
    }

## Review: search, filter, and what to do with each account

review-select =
    { $count ->
        [0] Select all
        [one] Select { $count }
       *[other] Select all { $count }
    }
review-show = Show
review-all = All ({ $count })
review-new = New ({ $count })
review-duplicate = Already added ({ $count })
review-same-secret = Same secret ({ $count })
review-same-name = Same name ({ $count })
review-shown =
    { $count ->
        [one] { $count } account shown
       *[other] { $count } accounts shown
    }
find-same-secret = same secret
find-same-name = same name
find-note = Has a note
find-altered-text = In your vault with other settings
find-ahead-text = In your vault at counter { $before }, here at { $counter }
find-ahead-ticked = Moves your vault’s counter from { $before } to { $counter }
find-renamed-text = In your vault as { $name }
find-renamed-ticked = Renames { $name } in your vault
find-repeated-text = Also found as { $name }
find-namesake-text = Another account here has this name
find-resolve = What to do with { $name }
find-keep = Keep both
find-replace = Replace, old one to the trash
accept-updates =
    { $count ->
        [one] Update { $count } account
       *[other] Update { $count } accounts
    }
updated =
    { $count ->
        [one] { $count } account updated
       *[other] { $count } accounts updated
    }
accept-both = Add { $adds }, update { $updates }

## Duplicates

duplicates-title = Duplicates
duplicates-act = Find duplicates
duplicates-act-text = Accounts with the same secret or the same name
duplicates-text = Select the accounts to keep. The others move to the trash.
duplicates-same-codes = Same secret
duplicates-same-names = Same name, different codes
duplicates-added = added { $moment }
duplicates-counter = counter { $counter }
duplicates-going = to the trash
duplicates-trash =
    { $count ->
        [0] Move to trash
        [one] Move { $count } account to trash
       *[other] Move { $count } accounts to trash
    }
duplicates-trashed =
    { $count ->
        [one] { $count } account moved to trash
       *[other] { $count } accounts moved to trash
    }
duplicates-none = No duplicates
duplicates-none-text = No two accounts have the same secret or the same name.
## Report of an import

saving-percent = Saving… { $percent } %
cancelling = Cancelling…
origin-entry = { $source }, no. { $entry }
import-undone =
    { $count ->
        [one] Undone. { $count } account moved to trash.
       *[other] Undone. { $count } accounts moved to trash.
    }
report-conflicts = Not added, same name but different secret: { $count }
report-replaced = Replaced an account of the same name, which is in the trash now: { $count }
report-updated = Got a new name or a higher counter: { $count }
report-already = Already in your vault: { $count }
report-left-out = Not selected: { $count }
report-shortened = Tags or notes shortened: { $count }
report-tags-shortened = An account has at most 16 tags of 64 characters. The rest was left out.
report-note-shortened = A note has at most 10,000 characters. The rest was left out.
report-save = Save report…
report-saved = Report saved

## Password of a file

file-password-title =
    { $origin ->
        [file] Password for { $name }
       *[other] Password for this text
    }
file-password-text = { $app } encrypted it. Type its password, which Watchword doesn’t keep.
file-password = Password
file-open = Open

## Edit

edit-title = Edit account
fact-digits = { $digits } digits
fact-period = { $period } s
position = Position { $position } of { $count }
move-up = Move up
move-down = Move down
show-qr = Show QR code
show-qr-text = To add this account to another device
qr-ask =
    { $store ->
        [file] The QR code contains the secret. Type your passphrase to show it.
       *[keyring] The QR code contains the secret. Type your PIN to show it.
    }
qr-warning = Anyone who photographs this can generate your codes.
qr-alt = QR code with the secret of { $name }
to-trash = Move to trash
to-trash-text = Nothing is deleted until you empty the trash
trashed = { $name } moved to trash

## Trash

trash-title = Trash
trash-text = Accounts stay here until you empty the trash.
trash-empty = The trash is empty
trash-count =
    { $count ->
        [0] Empty
        [one] { $count } account
       *[other] { $count } accounts
    }
untrash = Restore { $name }
untrashed = { $name } restored
empty-trash = Empty trash
empty-trash-ask =
    { $count ->
        [one] Permanently delete { $count } account?
       *[other] Permanently delete { $count } accounts?
    }
empty-trash-text = This also deletes their secrets. Make sure that no site still asks for these codes.

## Settings

settings-title = Settings
security = Security
lock-after = Lock when idle for
minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
never = Never
clear-after = Clear copied codes after
seconds =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
lock-when-minimised = Lock when minimised
command-shares =
    { $store ->
        [file] Ask for the passphrase once in a terminal
       *[keyring] Ask for the PIN once in a terminal
    }
command-shares-text = For ten minutes after each command there, “watchword” gives codes without asking again, until the vault locks. Any program that runs in that terminal can get them too.
pin-for-codes =
    { $store ->
        [file] Ask for the passphrase for every code
       *[keyring] Ask for the PIN for every code
    }
pin-for-codes-text = A code is then shown for 30 seconds at most. The tray’s menu and the desktop’s search leave out accounts that ask.
pin-for-account =
    { $store ->
        [file] Ask for the passphrase for each code
       *[keyring] Ask for the PIN for each code
    }
pin-for-code-ask =
    { $store ->
        [file] Type your passphrase to see this account’s code, for 30 seconds at most.
       *[keyring] Type your PIN to see this account’s code, for 30 seconds at most.
    }
asks-for-pin =
    { $store ->
        [file] Asks for the passphrase
       *[keyring] Asks for the PIN
    }
pin-stop-ask =
    { $store ->
        [file] Type your passphrase to show these codes without it again.
       *[keyring] Type your PIN to show these codes without it again.
    }
pin-stop-act = Stop asking
copy-code = Copy code
change-pin =
    { $store ->
        [file] Change passphrase
       *[keyring] Change PIN
    }
current-pin =
    { $store ->
        [file] Current passphrase
       *[keyring] Current PIN
    }
pin-changed =
    { $store ->
        [file] Passphrase changed
       *[keyring] PIN changed
    }
backup = Backup
make-recovery-key = Create a recovery key
replace-recovery-key = Replace the recovery key
recovery-key-text = Every change is backed up
save-backup = Save a copy of the backup
backup-newest = Last backup: { $moment }
backup-folder = Backups are stored in { $folder }
backup-saved = Backup saved
replaced-vaults = Replaced vaults
replaced-vaults-text = Kept as they were until you delete them.
replaced-vault-delete = Delete the replaced vault: { $name }
replaced-vault-ask = Permanently delete this vault?
replaced-vault-ask-text = Replaced: { $name }. This deletes its files and its secrets in the keyring. After that, only a backup can restore its accounts.
replaced-vault-act = Delete permanently
replaced-vault-deleted = Vault deleted
appearance = Appearance and language
theme = Theme
theme-system = Match system
theme-light = Light
theme-dark = Dark
language = Language
language-system = Match system
updates = Updates
check-for-updates = Check for updates
updates-text = When it starts and then once a day, Watchword asks its update server whether there’s a newer version. The server sees your IP address, but nothing about your accounts. Watchword never installs anything itself.
check-now = Check now
checking-for-updates = Checking…
no-update = No newer version is available.
update-available = Version { $version } is available.
open-update-page = Open page
keys = Keyboard shortcuts
key-type = Letters
key-search = Search
key-move = Move through the list
key-copy = Copy the code
key-copy-nth = Copy one of the first nine codes
key-reorder = Move the account
key-paste = Add from the clipboard
about = About
about-text =
    { $keyring ->
        [file] Watchword { $version }. Secrets are stored in a file, protected by your passphrase, and never leave this computer.
        [none] Watchword { $version }. Secrets are stored, encrypted, in this computer’s keyring and never leave this computer.
       *[other] Watchword { $version }. Secrets are stored, encrypted, in { $keyring } and never leave this computer.
    }

## Export

export-accounts = Export accounts
export-accounts-act = Export accounts…
export-accounts-text = To use them in another app
export-text = Writes all accounts and their secrets to a file for another app. Accounts in the trash aren’t included.
export-format = Format
export-aegis = Aegis, encrypted
export-aegis-text = For Aegis on Android. Holds every account.
export-2fas = 2FAS, encrypted
export-2fas-text = For 2FAS on Android and iOS
export-uri = List of links
export-uri-text = For apps that read otpauth links. Holds every account.
export-aegis-plain = Aegis, not encrypted
export-aegis-plain-text = For apps that can’t open an encrypted Aegis file
export-2fas-plain = 2FAS, not encrypted
export-2fas-plain-text = For apps that can’t open an encrypted 2FAS file
export-bitwarden = Bitwarden Authenticator
export-bitwarden-text = For time-based (TOTP) and Steam codes
export-google = QR codes
export-google-text = For Google Authenticator: one image for every ten accounts
export-google-pdf = QR codes, as a PDF
export-google-pdf-text = For Google Authenticator: pages to print or to scan from the screen
export-pdf = Sheet to print
export-pdf-text = A PDF with the QR code and the name of every account
export-pskc = PSKC
export-pskc-text = For servers and tools that take tokens as PSKC (RFC 6030). Without Steam accounts.
export-password = Password, at least 8 characters
export-password-hint = The other app asks for it.
export-password-again = Confirm password
export-in-the-clear = This format isn’t encrypted. Anyone who gets the file can generate your codes: delete it as soon as the other app has read it.
export-act = Export
exported =
    { $count ->
        [one] { $count } account exported
       *[other] { $count } accounts exported
    }
export-left-out = Not exported: { $count }
export-without-tags =
    { $count ->
        [one] { $count } account was exported without all of its tags, because this format has no place for them.
       *[other] { $count } accounts were exported without all of their tags, because this format has no place for them.
    }
export-without-note =
    { $count ->
        [one] { $count } account was exported without its note, because this format has no place for it.
       *[other] { $count } accounts were exported without their notes, because this format has no place for them.
    }

## Backups

backup-newest-count =
    { $count ->
        [one] Last backup: { $moment }, with { $count } account
       *[other] Last backup: { $moment }, with { $count } accounts
    }
backup-opens-with = Your recovery key from { $day } opens them.
backup-opens-with-key = Your recovery key opens them.
passphrase-backup-last =
    { $count ->
        [one] Last backup with a passphrase: { $moment }, with { $count } account, in { $folder }
       *[other] Last backup with a passphrase: { $moment }, with { $count } accounts, in { $folder }
    }
no-backup-newest = Your newest accounts aren’t in a backup yet.
second-folder-add = Back up to a second folder…
second-folder-text = Such as a synced folder or a USB stick
second-folder = Second backup folder
second-folder-chosen = Second folder set
second-folder-written = Last backup there: { $moment }
second-folder-next = The next change will be backed up there.
second-folder-trouble =
    { $why ->
        [away] Not found since { $since }. Once it’s back, the next change will be backed up there.
        [silent] Hasn’t responded since { $since }. Once it does, the next change will be backed up there.
        [full] There’s been no room for backups since { $since }. Free up some space there, or choose another folder.
        [denied] Watchword hasn’t been allowed to write there since { $since }. Check its permissions, or choose another folder.
       *[failed] Backups there have failed since { $since }. Check the disk, or choose another folder.
    }
second-folder-stop = Stop using it
second-folder-stopped = Stopped. The backups in that folder were kept.
passphrase-backup = Backup with a passphrase
passphrase-backup-act = Save a backup with a passphrase…
passphrase-backup-row = It opens without the recovery key
passphrase-backup-text = The backup holds all accounts and their secrets, including those in the trash. Anyone who has the file and its passphrase can get your codes.
passphrase-backup-new = Passphrase, at least 8 characters
passphrase-backup-hint = Several random words are hard to guess. Nothing opens the backup if you forget them.
passphrase-backup-again = Confirm passphrase
passphrase-backup-save = Choose file and save
backup-passphrase = Passphrase of the backup
check-backup = Check a backup
check-backup-act = Check a backup…
check-backup-row = Is everything in it?
check-backup-text = Opens a backup and compares it with your accounts. Nothing is changed.
check-backup-check = Check
check-backup-complete =
    { $count ->
        [0] This backup is fine. There are no accounts in your vault.
        [one] This backup has your { $count } account.
       *[other] This backup has all { $count } accounts.
    }
check-backup-incomplete = This backup isn’t complete.
check-backup-made = Made: { $moment }.
check-backup-trash = Accounts in the trash count too.
check-backup-missing = Not in the backup: { $count }
check-backup-different = Different in the backup: { $count }
check-backup-without-secret = In the backup without its secret: { $count }
check-backup-only = Only in the backup: { $count }
check-backup-more = and { $count } more
check-backup-again = Check another backup
key-question = Do you still have your recovery key?
key-question-yes = Yes, check it
key-question-new = Create a new one
key-question-later = Not now
key-check-title = Check your recovery key
key-check-text = Type the last group of the key, or all of it, from your copy.
key-check-act = Check
key-checked = That’s the right key. Watchword will ask again in a year.
key-put-off = Watchword will ask again in a month.

## Recovery key

recovery-title = Recovery key
recovery-text =
    { $store ->
        [file] If you lose this computer or forget your passphrase, the recovery key gets your accounts back. It’s shown only once, so keep it on paper or in a safe place.
       *[keyring] If you lose this computer or forget your PIN, the recovery key gets your accounts back. It’s shown only once, so keep it on paper or in a safe place.
    }
recovery-replaces = A new key replaces the old one. Backups made for the old key are deleted.
recovery-make = Show recovery key
recovery-keep = Write it down, print it or save it somewhere other than this computer. Anyone who has it and a backup can get your codes.
recovery-alt = The recovery key in { $groups } groups, also as a QR code. To read it as text, save or copy it.
recovery-save = Save as file
recovery-copy = Copy
recovery-copied = Recovery key copied
recovery-saved = Recovery key saved
recovery-pdf = Save as PDF…
recovery-pdf-saved = Recovery sheet saved
recovery-print = Print…
recovery-printed = Recovery sheet printed
recovery-print-elsewhere = To print the key, save it as a PDF and print that.
last-group = Last group of the key
last-group-hint = Type it from your copy, to check that you can read it.
recovery-confirm = I’ve saved it
recovery-confirmed = Backups are on
later = Later

## Sheets of paper

date-day =
    { $month ->
        [1] { $day } January { $year }
        [2] { $day } February { $year }
        [3] { $day } March { $year }
        [4] { $day } April { $year }
        [5] { $day } May { $year }
        [6] { $day } June { $year }
        [7] { $day } July { $year }
        [8] { $day } August { $year }
        [9] { $day } September { $year }
        [10] { $day } October { $year }
        [11] { $day } November { $year }
       *[12] { $day } December { $year }
    }
date-moment = { $date }, { $time }
paper-page = Page { $number } of { $count }
paper-recovery = Watchword recovery key
paper-recovery-made = Created on { $date }
paper-recovery-keep = Anyone who has this key and one of your backups can get your codes. Keep this sheet in a safe place, away from your computer.
paper-recovery-qr = QR code of the recovery key
paper-recovery-opens-title = What it opens
paper-recovery-opens =
    { $store ->
        [file] Every backup that your vault has made since { $date }, on any computer. Where the vault is, the key also sets a new passphrase if you forget yours. Once you create another recovery key, this one only opens backups that you kept from before.
       *[keyring] Every backup that your vault has made since { $date }, on any computer. Where the vault is, the key also sets a new PIN if you forget yours. Once you create another recovery key, this one only opens backups that you kept from before.
    }
paper-recovery-with-title = Restore with Watchword
paper-recovery-step-1 = Start Watchword. On a new computer, install it first.
paper-recovery-step-2 = Choose “{ restore-instead }”, then a backup or the folder with your backups.
paper-recovery-step-3 = Type the recovery key.
paper-recovery-step-4 =
    { $store ->
        [file] Check which backup Watchword found, and choose a new passphrase.
       *[keyring] Check which backup Watchword found, and choose a new PIN.
    }
paper-recovery-forgot = If the vault is still there, choose “{ forgot }” where Watchword asks for it, and type the key.
paper-recovery-without-title = Restore without Watchword
paper-recovery-without = A backup is a file in the age format, which other programs open too: see age-encryption.org. Type the key into a text file, on one line and without spaces, then run:
paper-recovery-command = age --decrypt -i key.txt backup.age
paper-recovery-shows = This shows each account with its secret in base32, which other authenticators accept. Delete the text file afterwards.
paper-recovery-where-title = Where my backups are
paper-recovery-where = On this computer: { $folder }
paper-accounts = Accounts in Watchword
paper-accounts-warning = These QR codes aren’t encrypted: anyone who sees one can generate its codes. Lock this sheet away, and shred it when you no longer need it.
paper-accounts-code = QR code of account { $number }, { $name }
paper-accounts-boxes = Characters shown as boxes: { $characters }
paper-migration = Accounts for Google Authenticator
paper-migration-how = In Google Authenticator’s menu, choose to transfer accounts, then to import them. Scan the codes in their order.
paper-migration-code = QR code { $number } of { $count }

## Problems: what happened and what to do

problem-wrong-pin =
    { $store ->
        [file]
            { $wait_seconds ->
                [0] Wrong passphrase. Try again.
               *[other] Wrong passphrase. Try again in { $wait_seconds } seconds.
            }
       *[keyring]
            { $wait_seconds ->
                [0] Wrong PIN. Try again.
               *[other] Wrong PIN. Try again in { $wait_seconds } seconds.
            }
    }
problem-wait =
    { $store ->
        [file] Too many wrong passphrases. Try again in { $seconds } seconds.
       *[keyring] Too many wrong PINs. Try again in { $seconds } seconds.
    }
problem-too-many-pins =
    { $store ->
        [file] Too many wrong passphrases. Unlock Watchword in its window, where you can also use the recovery key.
       *[keyring] Too many wrong PINs. Unlock Watchword in its window, where you can also use the recovery key.
    }
problem-pin-too-short = That’s too short. Use at least { $minimum } characters.
problem-pin-too-long = That’s too long. Use at most { $maximum } characters.
problem-pin-too-common = This one is common and easy to guess. Choose another.
problem-pin-unchanged = You’re already using this one. Choose another.
problem-pin-needs-letter = Your organisation asks for at least one character that isn’t a digit. Add one.
problem-pin-to-change =
    { $store ->
        [file] Your organisation has new rules for passphrases, and the time to change yours is over. Change it to see your codes again.
       *[keyring] Your organisation has new rules for PINs, and the time to change yours is over. Change it to see your codes again.
    }
problem-locked = Watchword is locked. Unlock it, then try again.
problem-no-keyring = No keyring is responding on this computer. Start or install one (GNOME Keyring or KeePassXC on Linux), then try again.
problem-keyring-locked = Your system’s keyring is locked. Unlock it, then try again.
problem-keyring-changed = This vault belongs to another keyring, or the keyring was reset. Sign in as the user who created the vault, or restore a backup.
problem-keyring-failed = Your system’s keyring reported an error: { $why }. Try again; restarting the computer may help.
problem-keyring-late = The keyring is still handling an earlier request. Try again in a moment.
problem-keyring-cancelled = You cancelled before the keyring answered. Nothing was changed. Answer its prompt, then try again.
problem-keyring-silent = Your system’s keyring isn’t responding. Try again; if that doesn’t help, sign out and back in.
problem-damaged = The vault is damaged ({ $what }). Restore a backup.
problem-newer-format = A newer version of Watchword made this vault (format { $format }). Update Watchword.
problem-newer-needs = This vault uses a feature that needs a newer version of Watchword ({ $what }). Update Watchword.
problem-no-memory =
    { $store ->
        [file] There isn’t enough free memory to check the passphrase, so it wasn’t tried. Close other programs, then try again.
       *[keyring] There isn’t enough free memory to check the PIN, so it wasn’t tried. Close other programs, then try again.
    }
problem-older-copy = This is an older copy of the vault, so it can’t be changed. Put the newer copy back, or choose this one in the window, above the list.
problem-busy = Watchword is already using this vault in another window or terminal. Try again in a moment.
problem-cannot-write =
    { $reason ->
        [full] The disk is full, so nothing was changed. Free up some space, then try again.
        [denied] Watchword isn’t allowed to write to its folder, so nothing was changed. Check the permissions: { $detail }
       *[other] Watchword couldn’t write to the disk, so nothing was changed: { $detail }. Try again.
    }
problem-not-found = This account no longer exists. It may have been removed in another window or terminal.
problem-seed-missing = The keyring no longer has the secret of this account. Restore it from a backup with your recovery key, or add the account again.
problem-counter-exhausted = The counter has reached its limit. Ask the site for a new QR code.
problem-counters-lost = The record of used counters, counters.log, is incomplete, so the next code might repeat an old one. Put the file back, or continue without it in the window, above the list.
problem-secret-empty = The secret is empty. Type the one that the site shows.
problem-secret-too-long = The secret is too long. Check that you typed only the secret.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] This looks like a hexadecimal secret, but Watchword needs base32: letters and the digits 2 to 7. Look for the base32 form on the site, or scan its QR code.
        [base64] This looks like a base64 secret, but Watchword needs base32: letters and the digits 2 to 7. Look for the base32 form on the site, or scan its QR code.
        [mistyped] A base32 secret has no 0, 1, 8 or 9. Compare it with the site: 0 may be the letter O, 1 may be I or L, and 8 may be B.
       *[otherwise] A secret is in base32: only letters and the digits 2 to 7. Copy it again from the site, with nothing around it.
    }
problem-digits-out-of-range = A code has 4 to 10 digits. Choose a number in that range.
problem-period-out-of-range = The period is a whole number of seconds. Use 1 or more.
problem-counter-out-of-range = The counter is a whole number. Use 0 or more.
problem-steam-parameters = Steam codes always have 5 characters, 30 seconds and SHA-1, but this one has other settings. Enter the secret manually and choose the type of code yourself.
problem-setting-out-of-range = This setting can’t have that value. Choose another.
problem-name-too-long = The name is too long. Use at most { $limit } characters.
problem-duplicate = You’ve already added this account: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] This is a web address, not an account. Open it in a browser instead.
        [wifi] This is a Wi-Fi network, not an account. Choose another QR code.
        [contact] This is a contact, not an account. Choose another QR code.
       *[text] This is text, not an account. Look for a QR code or a link that begins with otpauth.
    }
problem-uri-malformed = The link is incomplete or damaged. Copy the whole link again.
problem-uri-unsupported = Watchword doesn’t support this type of code yet: { $what }. Ask the site for a time-based code (TOTP), or keep using the app it’s for.
problem-uri-parameter =
    { $fault ->
        [half_secret] This link has only half of the secret. It’s for two-step enrolment ({ $name }), where the app creates the other half. Ask for a token without the second step, or enrol it with privacyIDEA Authenticator.
        [twice] This link sets “{ $name }” twice, to different values. Ask the site for a new link.
       *[unknown] This link sets “{ $name }”, which may change the codes in a way that Watchword doesn’t support. Ask the site for a standard link, or enter the secret manually and check the code there.
    }
problem-uri-trashed = This account was in the other app’s trash. If you need it, restore it there and export again.
problem-batch-damaged = This export is damaged. Export the accounts again.
problem-file-damaged = This data is damaged or incomplete. Export the accounts again.
problem-file-newer = A newer version of the other app wrote this, in a form that Watchword doesn’t know yet. Update Watchword, or export the accounts another way, such as QR codes.
problem-file-locked =
    { $lock ->
        [pgp] This is encrypted with OpenPGP, which Watchword can’t open. Export again in the other app, with a password or without encryption.
        [account] Only the account that made this export can open it. Export again in the other app, and choose an export protected with a password.
        [device] This is encrypted with a key that isn’t in it, such as a phone’s or a security key’s. Export again in the other app, with a password or without encryption.
        [folder] This is only readable with the other files of its folder. Pack the whole folder into a zip file, then choose that.
        [log] The latest changes of this database are in a second file. Close the app that it belongs to, then copy the database again.
       *[database] This is an app’s own encrypted database. Open it in that app, then export the accounts from there.
    }
problem-file-too-costly = Opening this would take too much memory or time. Export the accounts again, with the other app’s usual settings.
problem-file-too-large = This file is over the limit of { $megabytes } MiB. Export only the accounts, without icons or attachments.
problem-file-without-accounts = This export has no account with one-time codes. Check that the accounts are in the other app, then export again.
problem-file-password-wrong = Wrong password, or the file was changed. Try again.
problem-file-password-missing = This is encrypted, and no password was typed. Add it again with its password; in a script, pass that with “--password-stdin”.
problem-too-many-encrypted = Only { $limit } encrypted files, of { $megabytes } MiB in total, can wait for their passwords. Open or skip those first, then add this one again.
problem-export-unsupported =
    { $what ->
        [hotp] The other app has no counter-based codes (HOTP). Export this account in another format.
        [steam] The other app has no Steam codes. Export this account in another format.
        [digits] The other app has no codes of this length. Export this account in another format.
        [period] The other app can’t use this account’s period. Export this account in another format.
        [counter] The other app can’t hold a counter as high as this. Export this account in another format.
       *[length] The secret or the names are too long for a QR code. Export this account in another format.
    }
problem-export-nothing = There’s no account that can be exported in this format, so no file was written. Choose another format.
problem-export-password-short = The password is too short. Use at least { $minimum } characters.
problem-export-exists = There’s already a file called { $name }, so nothing was written. Choose another name; in a terminal, “--force” replaces the file.
problem-picture-too-large = This is over the limit of { $megapixels } megapixels and { $megabytes } MiB. Use a smaller file, or crop the image to the QR code.
problem-picture-damaged = The image is damaged or incomplete. Save it again.
problem-not-a-picture =
    { $what ->
        [empty] This file is empty. Save or export it again.
        [svg] This SVG image is damaged or too complex to display. If a browser can show it, scan the screen.
        [web] This is a web page. Open it in a browser, then scan the screen.
        [image] Watchword can’t read this type of image (such as HEIC, AVIF or an icon). Save it as PNG or JPEG.
        [media] This is a video or audio file. Pause it where the QR code is visible, then scan the screen.
        [archive] This is an archive, such as a zip file. Extract it and choose the files in it.
        [office] This is an office document. Save it as a PDF, or open it and scan the screen.
        [encrypted] This file is encrypted in a way that Watchword doesn’t know. Export the accounts another way, such as QR codes or a list of otpauth links. If it’s a Watchword backup, restore it.
        [export] This is another program’s data (JSON, XML, a table or a database), in a form that Watchword doesn’t know. Export the accounts another way, such as QR codes or a list of otpauth links.
        [text] This text has no otpauth link. Choose an image of a QR code, a PDF, a list of otpauth links or another app’s export.
       *[other] This isn’t an image, a PDF, a list of otpauth links or an export that Watchword knows. Choose another file.
    }
problem-no-code-found = No QR code was found. Make sure that the whole code is visible, with its three corner squares.
problem-code-too-small = The QR code is too small to read. Enlarge the page, or photograph it from closer up.
problem-code-unclear = The QR code is too blurred or damaged to read. Use a sharper image, taken straight on.
problem-pdf-encrypted = This PDF needs a password. Open it in another program, then scan the screen.
problem-pdf-damaged = This PDF is damaged or too large to read. If another program can open it, scan the screen.
problem-pdf-too-long = Only the first { $pages } pages of the PDF were read. Save the others as a separate PDF.
problem-no-code-on-screen = No QR code was found on the screen. Bring it into view, with nothing over it, then try again.
problem-screen-refused = Watchword isn’t allowed to read the screen. Allow screenshots in your system’s privacy settings and try again, or save the image and choose the file.
problem-screen-unavailable = Watchword can’t read the screen on this system. Save the image and choose the file.
problem-camera-absent = No camera was found. Connect one, then try again.
problem-camera-refused = Watchword isn’t allowed to use the camera. Allow it in your system’s settings, then try again.
problem-camera-busy = Another program is using the camera. Close that program, then try again.
problem-camera-lost = The camera isn’t sending images. Check that it’s connected, then try again.
problem-camera-unusable = Watchword can’t use this camera. Try another one, or save an image and choose the file.
problem-file-unreadable = Watchword couldn’t read the file. Check that it exists and that you’re allowed to open it.
problem-address-not-fetched = Watchword doesn’t download images. Copy the image, or save it and drop the file.
problem-drop-empty = The other program sent nothing that Watchword can read. Save the image and drop the file.
problem-clipboard-empty = There’s no image or text on the clipboard. Copy one first.
problem-clipboard-failed = The clipboard isn’t responding. Try again, or choose a file.
problem-clipboard-not-copied = Watchword couldn’t use the clipboard, so nothing was copied. Try again.
problem-clipboard-only-windows = On this desktop, only programs with a window can use the clipboard. Copy and paste in Watchword’s window. In a terminal, “watchword code” prints a code, and “watchword scan” reads image files.
problem-text-too-large = That’s too much text to read at once. Split it into smaller parts.
problem-too-many = That’s more than the limit of { $limit } at once. Split it into smaller parts.
problem-nothing-selected = No account is selected. Select at least one.
problem-nothing-to-undo = This import can’t be undone any more. To remove its accounts, move them to the trash.
problem-save-cancelled = You cancelled before this was saved. Nothing was added.
problem-asks-for-pin =
    { $store ->
        [file] This account asks for the passphrase for each code.
       *[keyring] This account asks for the PIN for each code.
    }
problem-tags-or-note-too-long = The tags or the note are too long. Use at most 16 tags of 64 characters, and 10,000 characters for the note.
problem-recovery-key-malformed = This isn’t a complete recovery key. Check each group.
problem-recovery-key-wrong = This recovery key belongs to another vault or backup. Use the matching one.
problem-recovery-group-wrong = That isn’t the last group. Check your copy and type it again.
problem-no-recovery-key = This vault has no recovery key.
problem-no-pending-key = There’s no new recovery key to confirm. Create one first.
problem-backup-unreadable = This file isn’t a Watchword backup, or it’s damaged. Choose another.
problem-backup-forged = Your Watchword didn’t make this backup. Don’t use it.
problem-backup-failed = Watchword couldn’t make the backup. Create a new recovery key, then try again.
problem-backup-folder-empty = There’s no backup in this folder. Choose another.
problem-backup-folder-large = This folder has too many files. Copy the backups to a folder of their own and choose that.
problem-print-failed = Nothing was printed. Check the printer, or save a PDF instead.
problem-no-autostart = The start at sign-in couldn’t be changed. Look for Watchword in your desktop’s own list of programs that start at sign-in.
problem-no-account-links = The program for otpauth links couldn’t be changed. Choose it in your desktop’s settings for default applications.
problem-typing-unsupported = This desktop lets no program type. Press Enter to copy the code instead.
problem-typing-refused = The desktop didn’t let Watchword type. Press Enter to copy the code instead.
problem-typing-moved = Another window got the focus, so the code wasn’t typed, or not all of it. Try again where you need it.
problem-typing-failed = The code couldn’t be typed, or not all of it. Let go of all keys and try again, or press Enter to copy it.
problem-no-palette = The palette can’t open here: it needs Linux, the window’s program, and a process that was started on this desktop. Open Watchword’s window, then try again.
problem-backup-too-costly = Opening this file would take too much memory or time. Choose a backup that Watchword made.
problem-backup-passphrase-wrong = Wrong passphrase, or the backup was changed. Try again.
problem-backup-passphrase-short = The passphrase is too short. Use at least { $minimum } characters.
problem-second-folder-unusable = Watchword can’t keep backups in this folder. Choose one outside Watchword’s own folder.
problem-vault-exists = There’s already a vault here, and it may still open. Unlock it. To replace it instead, confirm with its PIN, its recovery key or the confirmation word; in a terminal, add “--replace”.
problem-no-vault = There’s no vault here. Create one, or restore a backup.
problem-word-wrong = That isn’t the word. Type it as shown.
problem-update-off = Checking for updates is off. Turn it on in Settings first.
problem-update-source = This copy of Watchword was built with an update address or key that doesn’t work. Look for newer versions where you got it.
problem-update-unreachable = The update server couldn’t be reached. Check your internet connection, then try again.
problem-update-unreadable = The update server’s answer couldn’t be read. Try again later, or on another network.
problem-update-signature = The update server’s answer isn’t signed with Watchword’s key, so Watchword ignored it. Try again later, or on another network.
problem-update-channel = The update server’s answer is for another release channel, so Watchword ignored it. Try again later.
problem-update-older = The update server offers version { $offered }, which is older than this one, so Watchword ignored it. Try again later.
problem-update-page = Your browser couldn’t be opened. Open this address yourself: { $page }
problem-set-by-organisation = Your organisation has set this, so it can’t be changed here.
problem-not-allowed-by-organisation = Your organisation doesn’t allow this.
cli-policy-none = No policy is set on this computer.
cli-policy-from-vault = The policy can’t be read now. These are the last valid settings, which your vault keeps.
cli-fault-not-roots = { $place } is ignored, because others than root can change it. Make it root’s, writable by root alone.
cli-fault-unreadable = { $place } can’t be read. The last valid policy stays in force.
cli-fault-unparsable = { $place } can’t be understood, or names a setting twice. The last valid policy stays in force.
cli-fault-unknown-key = { $place }: there is no setting called { $key }.
cli-fault-malformed = { $place }: the value of { $key } doesn’t fit, so what the guide for administrators says for that case counts.
cli-fault-machine-only = { $place }: { $key } counts only in a policy for the whole computer.
cli-provision-needs-file = Name a file: no policy names a folder with accounts for you.
cli-audit-unreadable = { $file } can’t be read, or there is no audit log.
cli-audit-empty = The log is empty.
cli-audit-whole =
    { $first ->
        [0] Vault { $vault }: no lines.
        [1] Vault { $vault }: all { $lines } lines are there, as they were written.
       *[other] Vault { $vault }: { $lines } lines, from number { $first } on, are there as they were written. The earlier ones are in another file, or were removed.
    }
cli-audit-broken =
    { $fault ->
        [altered] Vault { $vault }: line { $line } was altered.
        [missing] Vault { $vault }: lines before line { $line } are missing.
        [out-of-place] Vault { $vault }: line { $line } was added, or moved there.
        [other-vault] Vault { $vault }: line { $line } belongs to another vault.
        [too-long] Vault { $vault }: line { $line } is too long to be one of Watchword’s.
        [torn] Vault { $vault }: the log breaks off within line { $line }.
        [cut-tail] Vault { $vault }: the end of the log is missing, from line { $line } on.
        [newer-format] Vault { $vault }: a newer version of Watchword wrote line { $line }. Check the log with that.
        [unreadable] Vault { $vault }: the log can’t be read from line { $line } on.
       *[not-a-line] Vault { $vault }: line { $line } isn’t one of Watchword’s.
    }
replace-word = replace
problem-internal = Something went wrong in Watchword, but your vault is unchanged. Try again.

## Settings: at hand

at-hand = At hand
keep-in-tray = Keep in the tray
keep-in-tray-text = When you close the window, Watchword stays in the tray. It stays unlocked until you lock it or it locks itself.
keep-in-tray-none = This desktop shows no tray, so closing the window locks Watchword and quits. On GNOME, the extension “AppIndicator” adds a tray.
tray-copies = Accounts in the tray’s menu
tray-copies-text = Click one to copy its code. While Watchword is unlocked, any of your programs can read these names and copy these codes.
autostart = Start in the tray when I sign in
start-minimised = Start minimised
start-minimised-text = Watchword starts with its window minimised. Desktops that can’t minimise windows, such as sway, show it.
hotkey = Keys that open the palette
hotkey-text = In any program, these keys open a small window: type part of a name, then press Enter to copy the code.
hotkey-bound = These keys open the palette in any program: type part of a name, then press Enter to copy the code.
hotkey-taken = Another program uses these keys. Choose others.
hotkey-unsupported = This desktop doesn’t let programs use keys everywhere. In its keyboard settings, assign keys to the command “watchword palette”.
hotkey-not-bound = The desktop hasn’t assigned any keys. You can choose some in its keyboard settings.
hotkey-invalid = These keys can’t be used. Choose a letter, a digit or a function key, with Ctrl, Alt or Super.
hotkey-none = None
hotkey-press = Press the keys…
hotkey-clear = Remove
hotkey-palette = Open Watchword’s palette
hotkey-lock = Lock Watchword and close its window
lock-hotkey = Keys that lock and close the window
enter-after-code = Press Enter after a typed code
search-copies = Accounts in the desktop’s search
search-copies-text = In GNOME’s or KDE’s search, type “otp” and part of a name, then choose an account to copy its code. While Watchword is unlocked, any of your programs can find these names and copy these codes.
account-links = Open otpauth links with Watchword
account-links-text = When another program, such as a browser, opens an otpauth link, Watchword shows its account, and you choose whether to add it. While the link opens, every program on this computer can read it, including its secret.
no-tray-title = There is no tray here
no-tray-text = Watchword is set to stay in the tray, but this desktop doesn’t show one. Closing the window locks Watchword and quits, now and from now on.
no-tray-quit = Quit

## The palette

palette = Watchword’s palette
palette-keys = Enter copies the code, Shift+Enter types it where you were. Esc closes.
palette-asks = Type codes into “{ $program }”? Press Shift+Enter again to allow it from now on.
palette-typing = Typing…
palette-locked-keys = Enter unlocks. Esc closes.
palette-pin-copies = Enter copies the code. Esc goes back.
palette-pin-types = Enter types the code where you were. Esc goes back.
palette-none = No account matches.
palette-empty = There are no accounts yet. Add some in Watchword’s window.
palette-open-window = Open Watchword’s window first. There is no vault to unlock yet, or there is a problem with it.

## Outside the page

app-no-webview = Watchword needs the WebView2 Runtime, which isn’t installed. Install it from microsoft.com (search for “WebView2 Runtime”), then start Watchword again.
app-cannot-start = Watchword couldn’t start: { $why }
app-window-crashes = Watchword’s window keeps crashing, so it can’t be shown. Your accounts are safe and locked. Try again, or install your system’s updates for WebKitGTK, which displays the window.
app-try-again = Try again
app-quit = Quit

## The tray’s icon and its menu

tray-locked = Watchword is locked
tray-unlocked = Watchword is unlocked
tray-unlock = Unlock…
tray-open = Open
tray-lock = Lock
tray-quit = Quit
tray-copied = Code copied. It will be cleared in { $seconds } seconds.

## The command’s help

cli-about = One-time codes for signing in, from a vault that your PIN unlocks
cli-vault = Use the vault in this folder instead of your own
cli-pin-stdin = Read the PIN or passphrase from the first line of standard input
cli-json = Print data as JSON
cli-init = Create a vault
cli-init-file-store = Store secrets in a file protected by a passphrase of at least 12 characters, for a computer without a keyring
cli-init-replace = Replace the current vault with an empty one. The old vault is kept
cli-add = Add an account from a link, or from a secret that you type
cli-add-uri = Link to add, such as “otpauth://…”. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead
cli-add-issuer = Site or service
cli-add-account = Account name
cli-add-kind = Type of code: time-based (TOTP), counter-based (HOTP) or Steam
cli-add-algorithm = Algorithm
cli-add-digits = Digits in a code, 4 to 10
cli-add-period = Seconds that a code is valid for
cli-add-counter = Counter of the next code
cli-list = List the accounts
cli-code = Print one code
cli-code-query = Name of the account, part of the name, or the ID
cli-code-uri = Link instead of an account. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead
cli-code-at = Time to generate the code for, instead of now
cli-code-copy = Copy the code too, and clear it as “copy” does
cli-code-osc52 = Copy through the terminal (OSC 52), for a computer that you reach over SSH. Not every terminal supports this
cli-copy = Copy a code, wait, then clear it from the clipboard
cli-copy-query = Name of the account, part of the name, or the ID
cli-copy-osc52 = Copy through the terminal (OSC 52), for a computer that you reach over SSH. Not every terminal supports this
cli-verify = Check whether a code is valid
cli-verify-query = Name of the account, part of the name, or the ID
cli-verify-code = Code to check
cli-verify-uri = Link instead of an account. Others can see it on the command line, in “ps” and in the shell’s history; “-” reads it from standard input instead
cli-verify-window = Time steps to accept on either side
cli-verify-at = Time to check the code for, instead of now
cli-lock = Lock the vault for the window, and for every terminal
cli-palette = Open the palette, which copies a code or types it where you were; bind this to a key
cli-policy = Show what your organisation has set, where it comes from, and what was refused
cli-provision = Add accounts that your organisation hands out, each only once
cli-provision-files = The files: PSKC, or lists of links; without any, those in the folder that the policy names
cli-provision-password-stdin = Read the key or the passphrase of encrypted files from standard input
cli-audit = Check the organisation’s audit log
cli-audit-action = “verify” finds the first line that was altered, removed, moved or added
cli-audit-file = The log, if it isn’t this vault’s own
cli-status = Say whether the vault is unlocked, by what, and until when
cli-scan = Print the texts of QR codes in images and PDFs, on the screen or on the clipboard
cli-scan-images = Images and PDFs; “-” for standard input
cli-scan-screen = Read the screen, all monitors
cli-scan-clipboard = Read the image on the clipboard
cli-import = Add the accounts in files
cli-import-files = Images and PDFs with QR codes, lists of links, and other apps’ exports
cli-import-from = Accept only files of this type; “watchword formats” lists them
cli-import-dry-run = Show what is in the files, and add nothing. Needs no vault
cli-import-reveal = With --dry-run, show the secrets too
cli-import-password-stdin = Read the password of encrypted files from standard input, from the line after the PIN if that’s there too
cli-export = Write the accounts to a file for another app
cli-export-query = Only this account: its name, part of the name, or the ID
cli-export-to = Format of the file; “watchword formats” says which app each is for
cli-export-output = File to write, instead of standard output
cli-export-password-stdin = Read the password that encrypts the file from standard input, from the line after the PIN if that’s there too
cli-export-force = Replace a file that is already there
cli-formats = List the types of files that “import” reads and “export” writes
cli-backup = Write a backup to a file, or check one
cli-backup-file = File to write or check
cli-backup-check = Compare the file with the vault, and write nothing
cli-backup-passphrase = Encrypt the backup with a passphrase that you type, instead of the recovery key
cli-backup-passphrase-stdin = The same, but read the passphrase from standard input, from the line after the PIN if that’s there too
cli-backup-force = Replace a file that is already there
cli-restore = Create a vault from a backup
cli-restore-file = Backup file, or a folder of which the newest good backup is taken; the vault’s own backups if it’s left out
cli-restore-file-store = Store secrets in a file protected by a passphrase of at least 12 characters, for a computer without a keyring
cli-restore-replace = Replace the current vault, even if it still opens. The old vault is kept

## The command

cli-ask-pin =
    { $store ->
        [file] Passphrase:
       *[keyring] PIN:
    }
cli-ask-new-pin =
    { $store ->
        [file] New passphrase:
       *[keyring] New PIN:
    }
cli-ask-pin-again =
    { $store ->
        [file] Confirm passphrase:
       *[keyring] Confirm PIN:
    }
cli-ask-secret = Secret:
cli-ask-file-password = Password for { $name } ({ $app }):
cli-ask-export-password = Password to encrypt the file with:
cli-ask-password-again = Confirm password:
cli-ask-recovery-key = Recovery key:
cli-ask-backup-passphrase = Passphrase of the backup:
cli-no-passphrase = No passphrase was typed. Without a terminal, pass it on standard input with --passphrase-stdin.
cli-backup-needs-key = This vault has no recovery key to encrypt the backup to. Create one in the window, or add --passphrase.
cli-backed-up =
    { $count ->
        [one] { $count } account backed up, trash included
       *[other] { $count } accounts backed up, trash included
    }
cli-check-made =
    { $days ->
        [0] The backup was made today.
        [one] The backup was made yesterday.
       *[other] The backup was made { $days } days ago.
    }
cli-check-complete =
    { $count ->
        [one] The backup has the { $count } account in the vault, trash included.
       *[other] The backup has all { $count } accounts, trash included.
    }
cli-check-missing = Not in the backup: { $name }
cli-check-different = Different in the backup: { $name }
cli-check-without-secret = In the backup without its secret: { $name }
cli-check-only = Only in the backup: { $name }
cli-ask-replaced-pin =
    { $store ->
        [file] There’s already a vault here. To replace it, type its current passphrase:
       *[keyring] There’s already a vault here. To replace it, type its current PIN:
    }
cli-pins-differ = These don’t match. Start again.
cli-no-pin-line = There was no PIN on standard input. Write it there as the first line.
cli-no-terminal = No PIN was typed. Without a terminal, pass it on standard input with --pin-stdin.
cli-no-password = No password was typed. Without a terminal, pass it on standard input with --password-stdin.
cli-no-line = Standard input ended too early. Write what is missing as the next line.
cli-no-home = Your home folder can’t be found. Sign in as a user who has one.
cli-no-vault = There’s no vault yet. Create one with “watchword init”, or restore a backup with “watchword restore”.
cli-made = Vault created. Add an account with “watchword add”. Backups start once you create a recovery key in the window.
cli-added = Account added
cli-empty = No accounts yet. Add one with “watchword add”.
cli-copied = { $name }: code copied. It will be cleared in { $seconds } seconds, or at once with Ctrl+C.
cli-live-no-terminal = The list needs a terminal. “watchword list” prints the accounts, “watchword help” shows the subcommands.
cli-live-search = Search:
cli-live-hint = ↑↓ choose · Enter copies · Ctrl+N next code · Esc quits
cli-live-copied = { $name }: copied. Clears in { $seconds } s.
cli-live-sent = { $name }: sent to the terminal’s clipboard. Clears in { $seconds } s.
cli-live-none = No account matches.
cli-live-draw = Enter: next code
cli-live-pin = asks for the PIN
cli-live-ask-pin = PIN for { $name } (Esc cancels):
cli-live-no-code = no code
cli-no-terminal-to-copy = Standard error isn’t a terminal, so nothing can be copied through it. Run the command in a terminal.
cli-code-neighbours = Before: { $previous }. Next: { $next }, in { $seconds } s.
cli-locked = Locked.
cli-not-shared = Commands and the window share no unlocked vault here: that needs Linux and a folder for sockets (XDG_RUNTIME_DIR). Lock the window with Ctrl+L.
cli-not-answered = Watchword is running, but doesn’t answer. The vault may be unlocked. Close the window, or try again.
cli-waiting = Still waiting. The keyring may be asking for its password, or Watchword may be busy.
cli-status-alone = No part of Watchword is running, so nothing is unlocked.
cli-status-locked =
    { $place ->
        [window] Locked. The window is open.
       *[alone] Locked. The window is closed, and Watchword waits in the background for a moment.
    }
cli-status-unlocked =
    { $by ->
        [window] Unlocked in the window since { $since }.
        [palette] Unlocked in the palette since { $since }.
       *[command] Unlocked by a command since { $since }.
    } { $locks ->
        [yes] It locks on { $until } unless the window is used.
       *[no] It doesn’t lock by itself.
    } { $place ->
        [window] The window is open.
       *[alone] The window is closed; Watchword answers commands in the background.
    }
cli-none-found = No account matches “{ $query }”. “watchword list” shows them all.
cli-several-found = Several accounts match “{ $query }”. Use more of the name, or the ID:
cli-valid =
    { $drift ->
        [0] Valid
       *[other] Valid, drift: { $drift }
    }
cli-not-valid = Not valid
cli-uri-is-export = This link is an export of accounts. Save it to a file and use “watchword import”.
cli-imported =
    { $count ->
        [one] { $count } account added
       *[other] { $count } accounts added
    }
cli-export-needs-output = Name the file with --output. Standard output takes an export only if it isn’t a terminal, and neither with --json nor as QR codes.
cli-export-not-encrypted = This format isn’t encrypted, so it has no password. Choose an encrypted one, or leave out --password-stdin.
cli-export-in-the-clear = This format isn’t encrypted. Anyone who gets the file can generate your codes: delete it as soon as the other app has read it.
cli-exported =
    { $count ->
        [one] { $count } account exported
       *[other] { $count } accounts exported
    }
cli-skipped-duplicate = Already added, perhaps under another name: { $issuer } { $account }
cli-skipped-conflict = Not added: your vault has { $issuer } { $account } with a different secret. If you want both, add it in the window.
cli-batch-incomplete = { $read } of { $of } QR codes of the export were read. Import the others too: only together do they hold all the accounts.
cli-other-format = The file is “{ $found }”, not “{ $wanted }”.
cli-format-picture = QR codes in images and PDFs
cli-format-plain = plain
cli-format-encrypted = encrypted
cli-format-either = plain or encrypted
cli-format-exports = exports: { $names }
cli-restored =
    { $count ->
        [one] { $count } account restored, trash included
       *[other] { $count } accounts restored, trash included
    }
cli-restored-hotp =
    { $count ->
        [one] { $count } account uses counter-based codes (HOTP). If the site rejects a code, use the next one. If it rejects several, ask the site to resynchronise.
       *[other] { $count } accounts use counter-based codes (HOTP). If a site rejects a code, use the next one. If it rejects several, ask the site to resynchronise.
    }
cli-restored-without-seed =
    { $count ->
        [one] { $count } account has no secret in this backup. Restore the secret from another backup, in the window.
       *[other] { $count } accounts have no secret in this backup. Restore the secrets from another backup, in the window.
    }
cli-restore-needs-file = There are no backups here. Name a backup file, or a folder of backups.
cli-restore-from =
    { $count ->
        [one] Restoring { $file }, made on { $moment }: { $count } account
       *[other] Restoring { $file }, made on { $moment }: { $count } accounts
    }
cli-restore-newer = Newer, but not used: { $file }: { $why }
cli-repaired = The vault file was damaged. Watchword repaired it from a copy, and nothing was lost.
cli-older-copy = This is an older copy of the vault. Newer changes are missing, and it can’t be changed. Put the newer copy back, or continue with this one in the window.
cli-counters-lost = The record of used counters is incomplete, so counter-based codes (HOTP) are paused. Continue without it in the window.
cli-output-failed = The output couldn’t be written: { $why }. If a counter-based code was generated, it counts as used.

## What an organisation sets

policy-category = Watchword
policy-about = Settings that an organisation makes for Watchword
policy-supported = Watchword on Windows 10 or newer
policy-if-allowed = If you disable this policy, nobody can do this. If you enable it or don’t configure it, each user decides.
policy-if-required = If you enable this policy, it applies to everyone. If you disable it or don’t configure it, each user decides.
policy-limits-number = A whole number from { $min } to { $max }.
policy-limits-text = One line of at most { $characters } characters.
policy-limits-list = At most { $lines } lines of at most { $characters } characters each.
policy-lock-after-minutes = Lock after at most (minutes)
policy-lock-after-minutes-help = The vault locks when it hasn’t been used for this many minutes. Users can choose a shorter time, but no longer one, and not “Never”. If it isn’t set, each user chooses the time.
policy-lock-when-minimised = Lock when minimised
policy-lock-when-minimised-help = Minimising the window locks the vault.
policy-pin-min-length = Shortest PIN (characters)
policy-pin-min-length-help = The least number of characters in a PIN. Users can choose a longer one. If it isn’t set, a PIN has six characters or more; a smaller number here doesn’t change that.
policy-pin-needs-letter = Require more than digits in a PIN
policy-pin-needs-letter-help = A PIN needs at least one character that isn’t a digit.
policy-pin-change-days = Days to change a PIN that breaks the rules
policy-pin-change-days-help = How many days users have to change a PIN that is too short or lacks a letter; 0 means that they have to change it at once. If it isn’t set, they have 14 days.
policy-pin-for-codes = Ask for the PIN for every code
policy-pin-for-codes-help = Watchword asks for the PIN before it gives out a code.
policy-clipboard-seconds = Clear copied codes after at most (seconds)
policy-clipboard-seconds-help = Watchword clears a copied code from the clipboard after this many seconds. Users can choose a shorter time, but no longer one. If it isn’t set, each user chooses the time; it is 30 seconds at first.
policy-copy-allowed = Allow copying codes
policy-copy-allowed-help = Whether users can copy codes to the clipboard.
policy-screen-allowed = Allow reading the screen
policy-screen-allowed-help = Whether users can scan QR codes on the screen.
policy-camera-allowed = Allow the camera
policy-camera-allowed-help = Whether users can scan QR codes with a camera.
policy-files-allowed = Allow adding accounts from files
policy-files-allowed-help = Whether users can add accounts from files, such as images and exports of other apps.
policy-links-allowed = Allow adding accounts from links
policy-links-allowed-help = Whether users can add accounts from links, including links in a terminal and in copied text.
policy-export-allowed = Allow exporting accounts
policy-export-allowed-help = Whether users can export accounts and their secrets to files for other apps.
policy-qr-code-allowed = Allow showing QR codes
policy-qr-code-allowed-help = Whether users can show an account’s QR code, which contains its secret.
policy-other-backups-allowed = Allow backups in other places
policy-other-backups-allowed-help = Whether users can save backups anywhere except in Watchword’s own folder.
policy-shared-session-allowed = Allow one PIN for several commands
policy-shared-session-allowed-help = Whether a terminal in which a user typed the PIN can get more codes without it for a while.
policy-autostart-allowed = Allow starting at sign-in
policy-autostart-allowed-help = Whether Watchword can start when a user signs in.
policy-tray-allowed = Allow the tray
policy-tray-allowed-help = Whether Watchword can stay in the tray when its window is closed.
policy-search-allowed = Allow the desktop’s search
policy-search-allowed-help = Whether the desktop’s search can find accounts and copy their codes.
policy-typing-allowed = Allow typing codes
policy-typing-allowed-help = Whether Watchword can type codes into other programs.
policy-update-check = Check for updates
policy-update-check-help = Whether Watchword asks its update server once a day, while its window is open, if there is a newer version. Users can’t change this. If it isn’t set, each user decides; the check is off at first.
policy-update-check-off = Off
policy-update-check-on = On
policy-language = Language
policy-language-help = The language of the window and the command. Users can’t change it. If it isn’t set, each user chooses.
policy-language-en = English
policy-language-id = Indonesian
policy-language-it = Italian
policy-support-name = Name of your organisation
policy-support-name-help = The name of your organisation, as users know it.
policy-support-contact = Contact for help
policy-support-contact-help = The address or the telephone number of your help desk.
policy-escrow-recipients = Recipients of all backups
policy-escrow-recipients-help = Public keys of age, each on a line of its own. Watchword encrypts every backup to them too, so anyone who has one of their private keys can open the backups of every user.
policy-audit-log = Audit log
policy-audit-log-help = Where Watchword writes its audit log. Secrets and codes are never in it. If it isn’t set, there is no log.
policy-audit-log-off = Off
policy-audit-log-file = A file
policy-audit-log-journald = The systemd journal (Linux)
policy-audit-log-syslog = Syslog (Linux and macOS)
policy-audit-log-event-log = The event log (Windows)
policy-audit-file = File of the audit log
policy-audit-file-help = The absolute path of the audit log, if it is a file.
policy-provisioning-folder = Folder with accounts for users
policy-provisioning-folder-help = The absolute path of a folder with accounts that the user gets.

## What an organisation has settled

organisation = Your organisation
organisation-text =
    { $name ->
        [none] Some settings of Watchword are your organisation’s.
       *[other] Some settings of Watchword are set by { $name }.
    }
organisation-contact = Help: { $contact }
organisation-unreadable = Your organisation’s settings can’t be read now, so the last valid ones stay in force. Tell your help desk.
organisation-refused = Part of what your organisation has set can’t be used. Tell your help desk: “watchword policy” in a terminal says what, and why.
escrow-text =
    { $name ->
        [none] Your organisation can open your backups, so that it can get your accounts back for you.
       *[other] { $name } can open your backups, so that it can get your accounts back for you.
    }
set-by-organisation = Set by your organisation
limited-by-organisation = Limited by your organisation
not-allowed = Your organisation doesn’t allow this
ask-help-desk = For help: { $contact }
audit-trouble = Your organisation’s audit log can’t be written at the moment. You can continue; tell your help desk.
pin-change-by =
    { $store ->
        [file] Your organisation has new rules for passphrases. Change yours by { $day }.
       *[keyring] Your organisation has new rules for PINs. Change yours by { $day }.
    }
pin-change-overdue =
    { $store ->
        [file] Your organisation has new rules for passphrases. Change yours to see your codes again.
       *[keyring] Your organisation has new rules for PINs. Change yours to see your codes again.
    }
