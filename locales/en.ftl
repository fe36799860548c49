language-name = English
direction = ltr

## Everywhere

back = Back
cancel = Cancel
close = Close
save = Save
saving = Saving…
undo = Undo
reveal = Show what is typed
pin =
    { $store ->
        [file] Passphrase
       *[keyring] PIN
    }
keyring-is-asking = Watchword waits for your system’s keyring. It may be asking for its password: look for its window.
drop-here = Drop it here
reading =
    { $of ->
        [1] Reading…
       *[other] Reading { $read } of { $of }…
    }
reading-cancelled = Cancelled. Nothing of it was taken in.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Choose a passphrase
       *[keyring] Choose a PIN
    }
welcome-text =
    { $store ->
        [file] The passphrase opens Watchword on this computer. No site or staff will ask for it.
       *[keyring] The PIN opens Watchword on this computer. No site or staff will ask for it.
    }
new-pin =
    { $store ->
        [file] New passphrase, twelve characters or more
       *[keyring] New PIN, six characters or more
    }
pin-again =
    { $store ->
        [file] The same passphrase again
       *[keyring] The same PIN again
    }
pin-differs = The two are not the same. Type the second one again.
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
        [file] The seeds stay in a file on this computer, behind your passphrase.
        [none] Seeds are sealed in this computer’s keyring.
       *[other] Seeds are sealed in { $keyring }.
    }

## Without a keyring

no-keyring-title = No keyring
file-store-text = Watchword can keep the seeds in a file of its own instead. A passphrase then takes the PIN’s place, and it alone protects them from whoever copies the file.
file-store-act = Use a file and a passphrase

## Unlock

unlock-title = Watchword is locked
unlock-text =
    { $store ->
        [file] Kept in a file behind your passphrase
       *[keyring] Sealed in this computer’s keyring
    }
unlock = Unlock
unlocking = Checking…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword locked before you confirmed the new recovery key. The new key opens nothing: throw it away, and make another one after unlocking. Your earlier recovery key still works.
       *[no] Watchword locked before you confirmed the new recovery key. It opens nothing: throw it away, and make another one after unlocking.
    }
wait-next = Next try in { $clock }.
refused-wait = That was not it. Next try in { $clock }.
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
        [file] The recovery key opens your vault and sets a new passphrase.
       *[keyring] The recovery key opens your vault and sets a new PIN.
    }
forgot-without-key =
    { $store ->
        [file] Without the passphrase this vault stays closed. If you have one of its backups and the recovery key that was kept with it, restore the backup.
       *[keyring] Without the PIN this vault stays closed. If you have one of its backups and the recovery key that was kept with it, restore the backup.
    }
recovery-key = Recovery key
recovery-key-hint = Spaces, dashes and capitals do not matter.
recover =
    { $store ->
        [file] Set new passphrase
       *[keyring] Set new PIN
    }

## Restore

restore-title = Restore a backup
restore-text = You need the backup file and the recovery key that was kept with it.
restore-act = Restore a backup…
puts-aside = The vault that is here now is put aside, not deleted.
choose-backup = Choose the backup file
choose-another-backup = Choose another backup…
restore = Restore
restoring = Restoring…
restored =
    { $count ->
        [one] { $count } account restored
       *[other] { $count } accounts restored
    }
restored-hotp =
    { $count ->
        [one] { $count } account counts its codes. If the site refuses one, ask for the next code; if several fail, ask the site to synchronise.
       *[other] { $count } accounts count their codes. If a site refuses one, ask for the next code; if several fail, ask the site to synchronise.
    }
restored-without-seed =
    { $count ->
        [one] { $count } account came back without its seed, which this backup doesn’t have. Bring it back from another backup: the list shows how.
       *[other] { $count } accounts came back without their seeds, which this backup doesn’t have. Bring them back from another backup: the list shows how.
    }
restored-aside = The earlier vault is put aside. Delete it in Settings, under Backup, once you no longer need it.
restored-open = Open the vault

## Where a vault is already

replace-title = There is a vault here already
replace-text = It may still open, so Watchword asks before it puts it aside. Nothing is deleted.
replace-by = Allow it with
replace-by-pin =
    { $store ->
        [file] Its passphrase
       *[keyring] Its PIN
    }
replace-by-key = Its recovery key
replace-by-word = A word typed on purpose
replace-type-word = Type “{ $word }”

## Start with an empty vault

start-over-act = Start with an empty vault…
start-over-title = Start with an empty vault
start-over-text = What is here is put aside, not deleted. The codes of the old vault are not in the new one: without a backup, each site has to be set up again.
started-over = Vault made. The earlier one is put aside.

## Broken

broken-title = The vault did not open
broken-text = Nothing has been deleted or changed.
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
next-code-of = Next code of { $name }
seed-missing = The seed is missing
edit-account = Edit { $name }
copied = { $name } code copied
clears-in = clears in { $seconds } s
clipboard-cleared = The code has left the clipboard
moved = Moved to place { $position } of { $count }
nothing-found = Nothing by that name
nothing-found-text = Esc shows all accounts again.
no-accounts = No accounts yet
no-accounts-text = Drop the picture of a QR code on this window, or press Ctrl+N.
no-backup = No backup exists yet.
no-backup-act = Make recovery key
backup-failed = The last backup failed.
older-copy = An older copy of your vault. It can be read, not changed.
older-copy-act = Use this copy
older-copy-ask = Continue with this older copy?
older-copy-text = The keyring has seen a newer version of this vault. If you have it, put it back instead. What was added or changed since is not in this copy. Counters move past every code known to have been used; if a site refuses a code, take the next one.
was-older-copy = This was an older copy of your vault. Newer changes may be missing.
counters-lost = The record of used counters is incomplete. Counter-based codes (HOTP) aren’t given out.
counters-lost-act = Continue without it
counters-lost-ask = Continue without the record?
counters-lost-text = If you have the file counters.log, put it back instead. Otherwise every counter moves ahead by as many codes as are known to be missing, so that none of them repeats. Where nothing remembers how many were used, a code may repeat: if a site refuses one, take the next.
repaired = The vault file was damaged. It was repaired from its copy; nothing was lost.
seeds-missing =
    { $count ->
        [one] The seed of { $count } account is missing.
       *[other] The seeds of { $count } accounts are missing.
    }
seeds-missing-act = Bring them back
seeds-missing-text = The recovery key opens the vault’s own backups. If another backup has the seeds, choose its file: its recovery key may be an older one.
seeds-missing-file-text = A backup may still have the seeds. Choose its file, and type the recovery key that was kept with it.
seeds-missing-nowhere = None of these backups has the missing seeds. Choose another backup file.

## Add

add-title = Add accounts
add-drop = Drop a QR picture
add-drop-text = from any app, anywhere on this window
add-screen = Read the screen
add-screen-text = Every QR code in sight
add-camera = Use the camera
add-camera-text = Hold the code up to it
add-paste = Paste
add-paste-text = A picture, a link, or many
add-files = Choose files
add-files-text = Pictures, PDFs, or a list of links
add-type = Type it in
add-type-text = When the site shows the secret as text
add-link = Or put a link here
add-read = Read it
added =
    { $count ->
        [one] { $count } account added
       *[other] { $count } accounts added
    }

## Camera

camera-title = Camera
camera-which = Camera
camera-starting = Turning the camera on…
camera-looking = Hold the QR code up to the camera
camera-closer = Bring it closer
camera-steady = Hold it still, in good light
camera-off = The camera is off
camera-again = Look again
camera-about = The camera is on only while this is open, and stops at the first code. Its picture goes nowhere.

## Type it in

typed-title = Type it in
issuer = Site or service
issuer-hint = As you will look for it
account = Account
secret = Secret
secret-hint = Letters and the digits 2 to 7. Spaces do not matter.
kind = Kind of code
kind-totp = By the clock
kind-hotp = By a counter
kind-steam = Steam
algorithm = Algorithm
digits = Digits
period = Seconds
counter = Counter
typed-check = The site should accept this code.
typed-waits = The code appears here before you save.
typed-save = Add account

## Review

review-title =
    { $count ->
        [0] No account found
        [one] { $count } account found
       *[other] { $count } accounts found
    }
review-list = What was found
origin-clipboard = Clipboard
origin-screen = Screen
origin-camera = Camera
origin-drop = Dropped
origin-text = Text
find-new = new
find-duplicate = have it
find-conflict = conflict
find-duplicate-text = Already in your vault
find-conflict-text = Same name, another seed
batch = { $read } of { $of } pictures read. Add the others too: together they hold the whole export.
batch-camera = Look for the next one with the camera
unread = Not read: { $count }
accept =
    { $count ->
        [0] Add accounts
        [one] Add { $count } account
       *[other] Add { $count } accounts
    }

## Edit

edit-title = Edit account
fact-digits = { $digits } digits
fact-period = { $period } s
position = Place { $position } of { $count }
move-up = Move up
move-down = Move down
show-qr = Show QR code
show-qr-text = To take the account to another device
qr-ask =
    { $store ->
        [file] The QR code holds the seed. Your passphrase shows it.
       *[keyring] The QR code holds the seed. Your PIN shows it.
    }
qr-warning = Whoever photographs this can make your codes.
qr-alt = QR code with the seed of { $name }
to-trash = Move to trash
to-trash-text = Nothing is deleted until you empty the trash
trashed = { $name } is in the trash

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
untrash = Put { $name } back
untrashed = { $name } is back
empty-trash = Empty trash
empty-trash-ask =
    { $count ->
        [one] Delete { $count } account for good?
       *[other] Delete { $count } accounts for good?
    }
empty-trash-text = Their seeds are deleted from the keyring. Make sure that no site still asks for these codes.

## Settings

settings-title = Settings
security = Security
lock-after = Lock when unused for
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
change-pin =
    { $store ->
        [file] Change passphrase
       *[keyring] Change PIN
    }
current-pin =
    { $store ->
        [file] Present passphrase
       *[keyring] Present PIN
    }
pin-changed =
    { $store ->
        [file] Passphrase changed
       *[keyring] PIN changed
    }
backup = Backup
make-recovery-key = Make a recovery key
replace-recovery-key = Replace the recovery key
recovery-key-stands = Every change is backed up to it
save-backup = Save a copy of the backup
backup-newest = Last backup: { $moment }
backup-folder = Backups are kept in { $folder }
backup-saved = Backup saved
put-aside = Vaults put aside
put-aside-text = Kept as they were until you delete them.
put-aside-delete = Delete the vault put aside: { $name }
put-aside-ask = Delete this vault for good?
put-aside-ask-text = Put aside: { $name }. Its files and its seeds in the keyring are deleted, and only a backup could bring its accounts back.
put-aside-act = Delete for good
put-aside-deleted = Vault deleted
appearance = Appearance and language
theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
language = Language
language-system = As the system
keys = Keys
key-type = Letters
key-search = Search
key-move = Move along the list
key-copy = Copy the code
key-copy-nth = Copy one of the first nine
key-reorder = Move the account
key-paste = Read the clipboard
about = About
about-text =
    { $keyring ->
        [file] Watchword { $version }. Seeds are kept in a file behind your passphrase and never leave this computer.
        [none] Watchword { $version }. Seeds are sealed in this computer’s keyring and never leave this computer.
       *[other] Watchword { $version }. Seeds are sealed in { $keyring } and never leave this computer.
    }

## Recovery key

recovery-title = Recovery key
recovery-text = If this computer or your PIN is lost, the recovery key brings your accounts back. It is shown once, to be kept on paper or in a safe place.
recovery-replaces = A new key takes the place of the old one, and the backups made for the old one are deleted.
recovery-make = Show recovery key
recovery-keep = Write it down, print it or save it somewhere other than this computer. Anyone who has it and a backup has your accounts.
recovery-alt = The recovery key in { $groups } groups, also as a QR code. Save or copy it to read it as text.
recovery-save = Save as file
recovery-copy = Copy
recovery-copied = Recovery key copied
recovery-saved = Recovery key saved
last-group = The last group of the key
last-group-hint = Type it from what you kept, to be sure it can be read.
recovery-confirm = I have kept it
recovery-confirmed = Backups are on
put-off = Later

## Problems: what happened and what to do

problem-wrong-pin =
    { $wait_seconds ->
        [0] That was not it. Try again.
       *[other] That was not it. The next try is in { $wait_seconds } seconds.
    }
problem-wait = Too many wrong PINs. Try again in { $seconds } seconds.
problem-too-many-pins = Too many wrong PINs here. Unlock Watchword in its window, where the recovery key helps too.
problem-pin-too-short = That is too short. Use { $minimum } characters or more.
problem-pin-too-long = That is too long. Use { $maximum } characters or fewer.
problem-pin-too-common = Many people use this, so it is tried first. Choose another.
problem-pin-unchanged = This is the one you have. Choose another.
problem-locked = Watchword is locked. Unlock it and try again.
problem-no-keyring = This computer has no keyring that answers. Start or install one (GNOME Keyring or KWallet on Linux) and try again.
problem-keyring-locked = The system’s keyring is locked. Unlock it and try again.
problem-keyring-changed = This vault belongs to another keyring, or the keyring was reset. Log in as the user who made it, or restore a backup.
problem-keyring-failed = The system’s keyring failed: { $why }. Try again; restarting the computer may help.
problem-keyring-late = The keyring is still busy with what it was asked before. Try again in a moment.
problem-keyring-cancelled = The keyring was not waited for, and nothing was changed. Answer its question, then try again.
problem-keyring-silent = Your system’s keyring does not answer. Try again; if it stays so, log out and in again.
problem-damaged = The vault is damaged ({ $what }). Restore a backup.
problem-newer-format = A newer Watchword made this vault (format { $format }). Update Watchword.
problem-newer-needs = This vault uses something that only a newer Watchword knows ({ $what }). Update Watchword.
problem-no-memory = There isn’t enough free memory to check the PIN. Nothing was tried. Close other programs, then try again.
problem-older-copy = This is an older copy of the vault, so nothing can be changed in it. Put the newer copy back, or choose this one in the window, above the list.
problem-busy = Another Watchword is at work on the vault. Try again in a moment.
problem-cannot-write =
    { $reason ->
        [full] The disk is full, nothing was changed. Make room and try again.
        [denied] Watchword may not write to its folder, nothing was changed. Check the permissions: { $detail }
       *[other] The disk could not be written, nothing was changed: { $detail }. Try again.
    }
problem-not-found = This account is no longer there. Another Watchword may have removed it.
problem-seed-missing = The keyring no longer holds the seed of this account. With the recovery key a backup brings it back; or add the account anew.
problem-counter-exhausted = The counter has reached its end. Ask the site for a new QR code.
problem-counters-lost = The record of used counters, counters.log, is incomplete: the next code might repeat an old one. Put the file back, or continue without it in the window, above the list.
problem-secret-empty = The secret is empty. Type what the site shows.
problem-secret-too-long = The secret is too long. Check that only the secret was typed.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] This looks like a hexadecimal secret, and Watchword reads base32: letters and the digits 2 to 7. Look for the base32 form on the site, or scan its QR code.
        [base64] This looks like a base64 secret, and Watchword reads base32: letters and the digits 2 to 7. Look for the base32 form on the site, or scan its QR code.
        [mistyped] A base32 secret has no 0, 1, 8 or 9. Compare it with the site: a 0 may be the letter O, a 1 an I or L, an 8 a B.
       *[otherwise] A secret is base32: only letters and the digits 2 to 7. Copy it again from the site, without anything around it.
    }
problem-digits-out-of-range = A code has 4 to 10 digits.
problem-period-out-of-range = The period is a whole number of seconds, 1 or more.
problem-counter-out-of-range = The counter is a whole number, 0 or more.
problem-steam-parameters = Steam codes always have 5 characters, 30 seconds and SHA-1, and this says otherwise. Type the secret in and choose the kind of code yourself.
problem-setting-out-of-range = This setting cannot have that value. Choose another.
problem-name-too-long = The name is too long. Use { $limit } characters or fewer.
problem-duplicate = You have this account already: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] A web address, not an account. Open it in a browser instead.
        [wifi] A Wi-Fi network, not an account.
        [contact] A contact, not an account.
       *[text] Text, not an account. Look for a QR code or a link that begins with otpauth.
    }
problem-uri-malformed = The link is incomplete or damaged. Copy it again, whole.
problem-uri-unsupported = Watchword can’t make this kind of code yet: { $what }. Ask the site for a time-based code (TOTP), or keep using the app it is for.
problem-uri-parameter =
    { $fault ->
        [half_secret] This link holds only half of the secret: it is for two-step enrolment ({ $name }), where the app makes the other half. Ask for a token without the second step, or enrol it with privacyIDEA Authenticator.
        [twice] This link gives “{ $name }” twice, with different values. Ask the site for a new link.
       *[unknown] This link sets “{ $name }”, which may change the codes in a way Watchword can’t follow. Ask the site for a standard link, or type the secret in and check the code there.
    }
problem-uri-trashed = The app it comes from had it in its trash. Take it out there and export again if you need it.
problem-batch-damaged = This export is damaged. Export the accounts again.
problem-picture-too-large = The picture is too large. Up to { $megapixels } megapixels and { $megabytes } MiB are read; crop it to the code.
problem-picture-damaged = The picture is damaged or incomplete. Save it again.
problem-not-a-picture =
    { $what ->
        [empty] This file is empty. Save or export it again.
        [svg] This SVG image couldn’t be drawn: it’s damaged, or too complex. If a browser shows it, let Watchword read the screen.
        [web] This is a web page. Open it in a browser and let Watchword read the screen.
        [image] Watchword can’t read this kind of image (HEIC, AVIF, an icon and the like). Save it as PNG or JPEG.
        [media] This is a video or a sound. Pause it where the QR code is visible and let Watchword read the screen.
        [archive] This is an archive, such as a zip file. Unpack it and choose the files in it.
        [office] This is an office document. Save it as a PDF, or open it and let Watchword read the screen.
        [encrypted] This file is encrypted, and Watchword can’t open other apps’ encrypted exports yet. Export QR codes or a list of otpauth links instead; a backup of Watchword is restored at the start.
        [export] This is another program’s data (JSON, XML, a table or a database), which Watchword can’t read yet. Export QR codes or a list of otpauth links instead.
        [text] This text holds no otpauth link. Choose an image of a QR code, a PDF or a list of otpauth links.
       *[other] This isn’t an image, a PDF or a list of otpauth links. Choose another file.
    }
problem-no-code-found = No QR code was found in it. All of the code must be there, with its three corners.
problem-code-too-small = There is a QR code in it, too small to be read. Enlarge the page, or take the picture from closer.
problem-code-unclear = There is a QR code in it, too blurred or damaged to be read. Take a sharper picture, straight from the front.
problem-pdf-encrypted = This PDF asks for a password. Open it with the password in another program, and let Watchword read the screen.
problem-pdf-damaged = This PDF could not be read: it is damaged, or too large. If another program opens it, let Watchword read the screen.
problem-pdf-too-long = Only the first { $pages } pages of the PDF were read. Save the others as a PDF of their own.
problem-no-code-on-screen = No QR code was found on the screen. Bring it into view, with nothing over it, and try again.
problem-screen-refused = Reading the screen was not allowed. Allow screenshots in your system’s privacy settings and try again, or save the picture and choose the file.
problem-screen-unavailable = The screen cannot be read on this system. Save the picture and choose the file.
problem-camera-absent = No camera was found. Connect one and try again.
problem-camera-refused = Using the camera is not allowed. Allow it in your system’s settings, and try again.
problem-camera-busy = Another program is using the camera. Close that program and try again.
problem-camera-lost = The camera sends no pictures. Check that it is connected and try again.
problem-camera-unusable = This camera cannot be used. Try another one, or save a picture and choose the file.
problem-file-unreadable = The file could not be read. Check that it is there and that you may open it.
problem-address-not-fetched = Watchword does not fetch addresses from the network. Copy the picture, or save it and drop the file.
problem-drop-empty = The other program gave nothing that can be read. Save the picture and drop the file.
problem-clipboard-empty = The clipboard holds no picture and no text. Copy one first.
problem-clipboard-failed = The clipboard does not answer. Try again, or choose a file.
problem-clipboard-not-copied = The clipboard can’t be used, so nothing was copied. Try again.
problem-clipboard-only-windows = This desktop lets only programs with a window use the clipboard. Copy and paste in Watchword’s window. In a terminal, “watchword code” prints a code, and “watchword scan” reads image files.
problem-too-many = Too much at once. Up to { $limit } are read; do it in parts.
problem-nothing-selected = No account is selected. Select at least one.
problem-recovery-key-malformed = This is not a whole recovery key. Check each group.
problem-recovery-key-wrong = This recovery key belongs to another vault or backup.
problem-recovery-group-wrong = That is not the last group. Look at what you kept and type it again.
problem-no-recovery-key = This vault has no recovery key.
problem-no-pending-key = There is no new recovery key to confirm. Make one first.
problem-backup-unreadable = This file is not a backup of Watchword, or it is damaged. Choose another.
problem-backup-forged = This backup was not made by your Watchword. Do not use it.
problem-backup-failed = The backup could not be made. Make a new recovery key, then try again.
problem-vault-exists = There is a vault here already, and it may still open. Unlock it, or allow it to be replaced: with its PIN, its recovery key, or the word that is asked for (“--replace” in a terminal).
problem-no-vault = There is no vault here. Create one, or restore a backup.
problem-word-wrong = That isn’t the word. Type it as shown.
replace-word = replace
problem-internal = Something went wrong in Watchword itself; your vault is unchanged. Try again.

## Outside of the page

app-no-webview = Watchword needs the WebView2 runtime, which is missing. Install it from microsoft.com (search for “WebView2 Runtime”), then start Watchword again.
app-cannot-start = Watchword could not start: { $why }
app-window-crashes = Watchword’s window keeps crashing, so it can’t be shown. Your accounts are safe and locked. Try again, or install your system’s updates for WebKitGTK, which draws the window.
app-try-again = Try again
app-quit = Quit

## The command’s help

cli-about = The codes that sites ask for when you log in, from a vault that your PIN opens
cli-vault = Folder of the vault, in place of your own
cli-pin-stdin = Take the PIN from the first line of standard input
cli-json = Write data as JSON
cli-init = Make a vault
cli-init-file-store = Keep the seeds in a file behind a passphrase of twelve characters or more, where there is no keyring
cli-init-replace = Put the vault that is here aside and start with an empty one
cli-add = Add an account: from a link, or with its secret typed in
cli-add-uri = Link that begins with otpauth. Others can read a command line, in “ps” and in the shell’s history: “-” reads the link from standard input instead
cli-add-issuer = Site or service
cli-add-account = Whose account it is
cli-add-kind = Kind of code: by the clock, by a counter, or Steam’s
cli-add-algorithm = Algorithm
cli-add-digits = Digits in a code, 4 to 10
cli-add-period = Seconds that a code is valid for
cli-add-counter = Counter of the next code
cli-list = List the accounts
cli-code = Write one code
cli-code-query = Name of the account, a part of it, or its id
cli-code-uri = Link in place of an account. Others can read a command line, in “ps” and in the shell’s history: “-” reads the link from standard input instead
cli-code-at = Moment of the code, in place of now
cli-copy = Copy a code, wait, and clear it from the clipboard
cli-copy-query = Name of the account, a part of it, or its id
cli-verify = Check a code
cli-verify-query = Name of the account, a part of it, or its id
cli-verify-code = Code
cli-verify-uri = Link in place of an account. Others can read a command line, in “ps” and in the shell’s history: “-” reads the link from standard input instead
cli-verify-window = How many codes before and after are taken too
cli-verify-at = Moment of the code, in place of now
cli-scan = Read the QR codes in pictures and PDFs
cli-scan-images = Pictures and PDFs; - for standard input
cli-scan-screen = Read what the screen shows
cli-scan-clipboard = Read the picture in the clipboard
cli-import = Add the accounts in files
cli-import-files = Pictures and PDFs with QR codes, and lists of links
cli-import-from = Take files of this kind only
cli-import-dry-run = Show what is in the files and add nothing. Needs no vault
cli-import-reveal = Show the secrets too
cli-restore = Make a vault from a backup
cli-restore-file = Backup file
cli-restore-file-store = Keep the seeds in a file behind a passphrase of twelve characters or more, where there is no keyring
cli-restore-replace = Put the vault that is here aside, even if it opens

## The command

cli-ask-pin = PIN:
cli-ask-new-pin = New PIN:
cli-ask-pin-again = The same PIN again:
cli-ask-new-passphrase = New passphrase:
cli-ask-passphrase-again = The same passphrase again:
cli-ask-secret = Secret:
cli-ask-recovery-key = Recovery key:
cli-ask-replaced-pin = A vault is here already. To put it aside, its current PIN:
cli-pins-differ = The two PINs are not the same. Start again.
cli-no-pin-line = No PIN came from standard input. Write it there as the first line.
cli-no-terminal = No PIN was typed. Where there is no terminal, give it on standard input with --pin-stdin.
cli-no-line = Standard input ended before everything was there. Write what is missing as the next line.
cli-no-home = Your home folder cannot be found. Log in as a user who has one.
cli-no-vault = There is no vault yet. Make one with “watchword init”, or get yours back with “watchword restore”.
cli-made = Vault made. Add an account with “watchword add”. Backups start when you make a recovery key in the window.
cli-added = Account added
cli-empty = No accounts yet. Add one with “watchword add”.
cli-copied = { $name }: code copied. It is cleared in { $seconds } seconds, or at once with Ctrl+C.
cli-none-found = No account matches “{ $query }”. “watchword list” shows them all.
cli-several-found = Several accounts match “{ $query }”. Write more of the name, or the id:
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
cli-skipped-duplicate = Already in your vault: { $issuer } { $account }
cli-skipped-conflict = Not added: { $issuer } { $account } is in your vault with another seed. Add it in the window if you want both.
cli-batch-incomplete = { $read } of { $of } pictures of the export were read. Import the others too: together they hold all accounts.
cli-other-format = The file is “{ $found }”, not “{ $wanted }”.
cli-restored =
    { $count ->
        [one] { $count } account restored
       *[other] { $count } accounts restored
    }
cli-restored-hotp =
    { $count ->
        [one] { $count } account counts its codes. If the site refuses one, ask for the next code; if several fail, ask the site to synchronise.
       *[other] { $count } accounts count their codes. If a site refuses one, ask for the next code; if several fail, ask the site to synchronise.
    }
cli-restored-without-seed =
    { $count ->
        [one] { $count } account has no seed in this backup. Bring it back from another backup in the window.
       *[other] { $count } accounts have no seed in this backup. Bring them back from another backup in the window.
    }
cli-repaired = The vault file was damaged. Watchword repaired it from its copy; nothing was lost.
cli-older-copy = This is an older copy of the vault: newer changes are missing, and nothing can be changed. Put the newer copy back, or continue with this one in the window.
cli-counters-lost = The record of used counters is incomplete, so counter-based codes (HOTP) aren’t given out. Continue without it in the window.
cli-output-failed = The output could not be written: { $why }. A code that was drawn counts as used.
