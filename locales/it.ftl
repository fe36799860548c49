# What words mean, and what they are called in each language: GLOSSARY.md.

language-name = Italiano
direction = ltr

## Everywhere

back = Indietro
cancel = Annulla
close = Chiudi
save = Salva
saving = Salvataggio…
undo = Annulla
reveal = Mostra ciò che hai scritto
pin =
    { $store ->
        [file] Frase segreta
       *[keyring] PIN
    }
keyring-is-asking = In attesa del portachiavi del sistema. Forse chiede la sua password: cerca la sua finestra.
drop-here = Rilascia qui
reading =
    { $of ->
        [1] Lettura…
       *[other] Lettura di { $read } su { $of }…
    }
reading-cancelled = Annullato. Non è stato aggiunto nulla.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Scegli una frase segreta
       *[keyring] Scegli un PIN
    }
welcome-text =
    { $store ->
        [file] La frase segreta sblocca Watchword su questo computer. Nessun sito e nessun operatore te la chiederà.
       *[keyring] Il PIN sblocca Watchword su questo computer. Nessun sito e nessun operatore te lo chiederà.
    }
new-pin =
    { $store ->
        [file] Nuova frase segreta, almeno { $minimum } caratteri
       *[keyring] Nuovo PIN, almeno { $minimum } caratteri
    }
pin-again =
    { $store ->
        [file] Conferma la frase segreta
       *[keyring] Conferma il PIN
    }
pin-differs = Non coincidono. Scrivi di nuovo nel secondo campo.
pin-strength-0 = Facile da indovinare
pin-strength-1 = Debole
pin-strength-2 = Discreto
pin-strength-3 = Buono
pin-strength-4 = Forte
create = Crea la cassaforte
creating = Creazione…
restore-instead = Ripristina invece un backup
sealed-in =
    { $keyring ->
        [file] I segreti sono conservati in un file su questo computer, protetti dalla tua frase segreta.
        [none] I segreti sono conservati, cifrati, nel portachiavi di questo computer.
       *[other] I segreti sono conservati, cifrati, in { $keyring }.
    }

## Without a keyring

no-keyring-title = Nessun portachiavi
file-store-text = Watchword può invece conservare i segreti in un file. Una frase segreta prende allora il posto del PIN. È la sola protezione da chi copia il file.
file-store-act = Usa file e frase segreta

## Unlock

unlock-title = Watchword è bloccato
unlock-text =
    { $store ->
        [file] Conservato in un file, protetto dalla tua frase segreta
       *[keyring] Conservato nel portachiavi di questo computer
    }
unlock = Sblocca
unlocking = Verifica…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword si è bloccato prima che confermassi la nuova chiave di recupero, quindi quella chiave non funziona. Scartala, poi creane un’altra dopo lo sblocco. La tua chiave di recupero precedente vale ancora.
       *[no] Watchword si è bloccato prima che confermassi la nuova chiave di recupero, quindi quella chiave non funziona. Scartala, poi creane un’altra dopo lo sblocco.
    }
wait-next = Riprova tra { $clock }.
refused-wait =
    { $store ->
        [file] Frase segreta errata. Riprova tra { $clock }.
       *[keyring] PIN errato. Riprova tra { $clock }.
    }
forgot =
    { $store ->
        [file] Frase segreta dimenticata?
       *[keyring] PIN dimenticato?
    }

## Forgot PIN

forgot-title =
    { $store ->
        [file] Frase segreta dimenticata
       *[keyring] PIN dimenticato
    }
forgot-text =
    { $store ->
        [file] Usa la chiave di recupero per aprire la cassaforte e impostare una nuova frase segreta.
       *[keyring] Usa la chiave di recupero per aprire la cassaforte e impostare un nuovo PIN.
    }
forgot-without-key =
    { $store ->
        [file] Questa cassaforte non si può aprire senza la sua frase segreta. Se ne hai un backup e la chiave di recupero o la frase segreta del backup, ripristinalo.
       *[keyring] Questa cassaforte non si può aprire senza il suo PIN. Se ne hai un backup e la chiave di recupero o la frase segreta del backup, ripristinalo.
    }
recovery-key = Chiave di recupero
recovery-key-hint = Spazi, trattini e maiuscole non contano.
recover =
    { $store ->
        [file] Imposta la nuova frase segreta
       *[keyring] Imposta il nuovo PIN
    }

## Restore

restore-title = Ripristina un backup
restore-text = Servono un backup e la sua chiave di recupero o la sua frase segreta.
restore-act = Ripristina un backup…
replaces-vault = Sostituisce la cassaforte attuale, che viene conservata finché non la elimini.
choose-backup = Scegli il file di backup
choose-another-backup = Scegli un altro backup…
choose-backup-folder = Scegli una cartella di backup
choose-backup-text = Se scegli una cartella, Watchword usa il backup più recente che la chiave apre.
own-backups = I backup di questo computer
another-backup = Scegli un altro backup
open-backup = Apri il backup
opening-backup = Apertura…
found-backup = Backup del { $moment }
found-accounts =
    { $count ->
        [one] { $count } account, cestino compreso
       *[other] { $count } account, cestino compreso
    }
found-newer =
    { $count ->
        [one] Un backup più recente non è utilizzabile:
       *[other] { $count } backup più recenti non sono utilizzabili:
    }
keyring-lost-text = I tuoi account sono ancora nei backup. Digita la chiave di recupero per riaverli.
restore = Ripristina
restoring = Ripristino…
restored =
    { $count ->
        [one] { $count } account ripristinato
       *[other] { $count } account ripristinati
    }
restored-hotp =
    { $count ->
        [one] { $count } account usa codici a contatore (HOTP). Se il sito rifiuta un codice, usa il successivo. Se ne rifiuta diversi, chiedi al sito di risincronizzare.
       *[other] { $count } account usano codici a contatore (HOTP). Se un sito rifiuta un codice, usa il successivo. Se ne rifiuta diversi, chiedi al sito di risincronizzare.
    }
restored-without-seed =
    { $count ->
        [one] { $count } account è stato ripristinato senza il suo segreto, che manca in questo backup. Ripristina il segreto da un altro backup: l’elenco degli account mostra come.
       *[other] { $count } account sono stati ripristinati senza i loro segreti, che mancano in questo backup. Ripristina i segreti da un altro backup: l’elenco degli account mostra come.
    }
restored-replaced = La cassaforte sostituita è stata conservata. Quando non ti serve più, eliminala nelle Impostazioni, sotto Backup.
restored-open = Apri la cassaforte

## Where there is already a vault

replace-title = Qui c’è già una cassaforte
replace-text = Forse si apre ancora, perciò Watchword chiede conferma prima di sostituirla. La vecchia cassaforte viene conservata, non eliminata.
replace-by = Conferma con
replace-by-pin =
    { $store ->
        [file] La sua frase segreta
       *[keyring] Il suo PIN attuale
    }
replace-by-key = La sua chiave di recupero
replace-by-word = Una parola da scrivere
replace-type-word = Scrivi “{ $word }” per confermare

## Start with an empty vault

start-over-act = Crea una cassaforte vuota…
start-over-title = Crea una cassaforte vuota
start-over-text = La vecchia cassaforte viene conservata, non eliminata, ma i suoi account non saranno in quella nuova. Senza un backup dovrai configurare di nuovo ogni sito.
started-over = Cassaforte creata. La vecchia è stata conservata.

## Broken

broken-title = Impossibile aprire la cassaforte
broken-text = Nulla è stato eliminato o modificato.
try-again = Riprova

## Codes

codes-title = Codici
accounts = Account
search = Cerca tra gli account
search-among =
    { $count ->
        [0] Cerca
       *[other] Cerca tra { $count } account
    }
lock = Blocca
next = prossimo
next-code = Prossimo codice
next-code-of = Prossimo codice per { $name }
seed-missing = Segreto mancante
edit-account = Modifica { $name }
copied = Codice di { $name } copiato
clears-in = si cancella tra { $seconds } s
clipboard-cleared = Codice cancellato dagli appunti
moved = Spostato in posizione { $position } di { $count }
nothing-found = Nessun account corrisponde
nothing-found-text = Premi Esc per mostrare tutti gli account.
no-accounts = Ancora nessun account
no-accounts-text = Trascina l’immagine di un codice QR in questa finestra, o premi Ctrl+N.
no-backup = Non hai ancora un backup.
no-backup-act = Crea la chiave di recupero
backup-failed = L’ultimo backup non è riuscito.
older-copy = Questa è una copia vecchia della cassaforte. Puoi vederla, ma non modificarla.
older-copy-act = Usa questa copia
older-copy-ask = Continuare con questa copia vecchia?
older-copy-text = Il portachiavi ricorda una versione più recente di questa cassaforte. Se ce l’hai, rimetti quella al suo posto. In questa copia manca ciò che è stato aggiunto o modificato da allora. I contatori saltano tutti i codici che risultano usati. Se un sito rifiuta un codice, usa il successivo.
was-older-copy = Questa era una copia vecchia della cassaforte. Le ultime modifiche possono mancare.
counters-lost = Il registro dei contatori è incompleto, quindi i codici a contatore (HOTP) sono sospesi.
counters-lost-act = Continua senza
counters-lost-ask = Continuare senza il registro?
counters-lost-text = Se hai il file counters.log, rimettilo al suo posto. Altrimenti ogni contatore salta tanti codici quanti risultano mancare, così nessuno di essi si ripete. Se non si sa quanti ne sono stati usati, un codice a contatore può ripetersi. Se un sito rifiuta un codice, usa il successivo.
repaired = Il file della cassaforte era danneggiato. Watchword l’ha riparato da una copia, e nulla è andato perso.
seeds-missing =
    { $count ->
        [one] Manca il segreto di { $count } account.
       *[other] Mancano i segreti di { $count } account.
    }
seeds-missing-act = Ripristina i segreti
seeds-missing-text = La chiave di recupero apre i backup di questa cassaforte. Se i segreti sono in un altro backup, scegli il suo file. Può servire una chiave di recupero più vecchia.
seeds-missing-file-text = Forse un backup ha ancora i segreti. Scegli il suo file, poi scrivi la sua chiave di recupero.
seeds-missing-nowhere = Nessuno di questi backup ha i segreti mancanti. Scegli un altro file di backup.

## Add

add-title = Aggiungi account
add-drop = Trascina un’immagine con un codice QR
add-drop-text = da qualsiasi app, ovunque in questa finestra
add-screen = Scansiona lo schermo
add-screen-text = Ogni codice QR visibile
add-camera = Usa la fotocamera
add-camera-text = Mostrale il codice QR
add-paste = Incolla
add-paste-text = Un’immagine, un link o più link
add-files = Scegli file
add-files-text = Immagini, PDF, link, esportazioni di altre app
add-type = Inserisci a mano
add-type-text = Se il sito mostra il segreto come testo
add-link = Oppure incolla un link
add-read = Continua
added =
    { $count ->
        [0] Nessun account aggiunto
        [one] { $count } account aggiunto
       *[other] { $count } account aggiunti
    }

## Camera

camera-title = Fotocamera
camera-which = Fotocamera
camera-starting = Avvio della fotocamera…
camera-looking = Mostra il codice QR alla fotocamera
camera-closer = Avvicinalo
camera-steady = Tienilo fermo, in buona luce
camera-off = La fotocamera è spenta
camera-again = Scansiona di nuovo
camera-about = La fotocamera è accesa solo finché questa schermata è aperta, e si ferma al primo codice. Le sue immagini non vengono salvate né inviate.

## Enter manually

typed-title = Inserisci a mano
issuer = Sito o servizio
issuer-hint = Il nome con cui lo cercherai
account = Account
secret = Segreto
secret-hint = Lettere e cifre da 2 a 7. Gli spazi non contano.
kind = Tipo di codice
kind-totp = A tempo (TOTP)
kind-hotp = A contatore (HOTP)
kind-steam = Steam
algorithm = Algoritmo
digits = Cifre
period = Secondi
counter = Contatore
typed-check = Il sito dovrebbe accettare questo codice.
typed-waits = Il codice apparirà qui prima di salvare.
typed-save = Aggiungi account

## Review

review-title =
    { $count ->
        [0] Nessun account trovato
        [one] { $count } account trovato
       *[other] { $count } account trovati
    }
review-encrypted = Esportazione cifrata
review-list = Account trovati
origin-clipboard = Appunti
origin-screen = Schermo
origin-camera = Fotocamera
origin-drop = Trascinamento
origin-text = Testo
find-new = nuovo
find-duplicate = già aggiunto
find-duplicate-text = È già nella cassaforte
find-conflict-text = Stesso nome, segreto diverso
batch = Codici QR letti finora: { $read } su { $of }. Aggiungi anche gli altri: solo insieme contengono tutta l’esportazione.
batch-camera = Prossimo con la fotocamera
unread = Non letti: { $count }
accept =
    { $count ->
        [0] Aggiungi account
       *[other] Aggiungi { $count } account
    }

## Review: search, filter, and what to do with each account

review-select =
    { $count ->
        [0] Seleziona tutti
        [one] Seleziona { $count }
       *[other] Seleziona tutti e { $count }
    }
review-show = Mostra
review-all = Tutti ({ $count })
review-new = Nuovi ({ $count })
review-duplicate = Già aggiunti ({ $count })
review-same-secret = Stesso segreto ({ $count })
review-same-name = Stesso nome ({ $count })
review-shown =
    { $count ->
        [one] { $count } account mostrato
       *[other] { $count } account mostrati
    }
find-same-secret = stesso segreto
find-same-name = stesso nome
find-note = Ha una nota
find-altered-text = È nella cassaforte con altre impostazioni
find-ahead-text = Contatore { $before } nella cassaforte, qui { $counter }
find-ahead-ticked = Porta il contatore nella cassaforte da { $before } a { $counter }
find-renamed-text = È nella cassaforte come { $name }
find-renamed-ticked = Rinomina { $name } nella cassaforte
find-repeated-text = Trovato anche come { $name }
find-namesake-text = Un altro account qui ha questo nome
find-resolve = Che cosa fare con { $name }
find-keep = Tieni entrambi
find-replace = Sostituisci, vecchio nel cestino
accept-updates = Aggiorna { $count } account
updated =
    { $count ->
        [one] { $count } account aggiornato
       *[other] { $count } account aggiornati
    }
accept-both = Aggiungi { $adds }, aggiorna { $updates }

## Duplicates

duplicates-title = Duplicati
duplicates-act = Cerca duplicati
duplicates-act-text = Account con lo stesso segreto o lo stesso nome
duplicates-text = Seleziona gli account da tenere. Gli altri vanno nel cestino.
duplicates-same-codes = Stesso segreto
duplicates-same-names = Stesso nome, codici diversi
duplicates-added = aggiunto { $moment }
duplicates-counter = contatore { $counter }
duplicates-going = nel cestino
duplicates-trash =
    { $count ->
        [0] Sposta nel cestino
       *[other] Sposta { $count } account nel cestino
    }
duplicates-trashed =
    { $count ->
        [one] { $count } account spostato nel cestino
       *[other] { $count } account spostati nel cestino
    }
duplicates-none = Nessun duplicato
duplicates-none-text = Non ci sono account con lo stesso segreto o lo stesso nome.
## Report of an import

saving-percent = Salvataggio… { $percent } %
cancelling = Annullamento…
origin-entry = { $source }, n. { $entry }
import-undone =
    { $count ->
        [one] Annullato. { $count } account spostato nel cestino.
       *[other] Annullato. { $count } account spostati nel cestino.
    }
report-conflicts = Non aggiunti, stesso nome ma segreto diverso: { $count }
report-replaced = Al posto di un account con lo stesso nome, ora nel cestino: { $count }
report-updated = Con un nuovo nome o un contatore più alto: { $count }
report-already = Già nella cassaforte: { $count }
report-left-out = Non selezionati: { $count }
report-shortened = Etichette o note abbreviate: { $count }
report-tags-shortened = Un account ha al massimo 16 etichette di 64 caratteri. Il resto è stato tralasciato.
report-note-shortened = Una nota ha al massimo 10.000 caratteri. Il resto è stato tralasciato.
report-save = Salva resoconto…
report-saved = Resoconto salvato

## Password di un file

file-password-title =
    { $origin ->
        [file] Password di { $name }
       *[other] Password di questo testo
    }
file-password-text = Cifrato da { $app }. Scrivi la sua password, che Watchword non conserva.
file-password = Password
file-open = Apri

## Edit

edit-title = Modifica account
fact-digits = { $digits } cifre
fact-period = { $period } s
position = Posizione { $position } di { $count }
move-up = Sposta su
move-down = Sposta giù
show-qr = Mostra codice QR
show-qr-text = Per aggiungere l’account su un altro dispositivo
qr-ask =
    { $store ->
        [file] Il codice QR contiene il segreto. Scrivi la frase segreta per mostrarlo.
       *[keyring] Il codice QR contiene il segreto. Scrivi il PIN per mostrarlo.
    }
qr-warning = Chi lo fotografa può generare i tuoi codici.
qr-alt = Codice QR con il segreto di { $name }
to-trash = Sposta nel cestino
to-trash-text = Nulla viene eliminato finché non svuoti il cestino
trashed = { $name } spostato nel cestino

## Trash

trash-title = Cestino
trash-text = Gli account restano qui finché non svuoti il cestino.
trash-empty = Il cestino è vuoto
trash-count =
    { $count ->
        [0] Vuoto
       *[other] { $count } account
    }
untrash = Ripristina { $name }
untrashed = { $name } ripristinato
empty-trash = Svuota il cestino
empty-trash-ask = Eliminare definitivamente { $count } account?
empty-trash-text = Vengono eliminati anche i loro segreti. Assicurati che nessun sito chieda ancora questi codici.

## Settings

settings-title = Impostazioni
security = Sicurezza
lock-after = Blocca dopo un’inattività di
minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minuti
    }
never = Mai
clear-after = Cancella i codici copiati dopo
seconds =
    { $seconds ->
        [one] { $seconds } secondo
       *[other] { $seconds } secondi
    }
lock-when-minimised = Blocca quando è ridotto a icona
command-shares =
    { $store ->
        [file] Chiedi la frase segreta una sola volta in un terminale
       *[keyring] Chiedi il PIN una sola volta in un terminale
    }
command-shares-text = Per dieci minuti dopo ogni comando dato lì, “watchword” fornisce i codici senza chiedere di nuovo, finché la cassaforte non si blocca. Può ottenerli anche ogni programma che gira in quel terminale.
pin-for-codes =
    { $store ->
        [file] Chiedi la frase segreta per ogni codice
       *[keyring] Chiedi il PIN per ogni codice
    }
pin-for-codes-text = Un codice resta visibile al massimo 30 secondi. Il menu dell’area di notifica e la ricerca del desktop non mostrano gli account che lo chiedono.
pin-for-account =
    { $store ->
        [file] Chiedi la frase segreta a ogni codice
       *[keyring] Chiedi il PIN a ogni codice
    }
pin-for-code-ask =
    { $store ->
        [file] Digita la frase segreta per vedere il codice di questo account, per 30 secondi al massimo.
       *[keyring] Digita il PIN per vedere il codice di questo account, per 30 secondi al massimo.
    }
asks-for-pin =
    { $store ->
        [file] Chiede la frase segreta
       *[keyring] Chiede il PIN
    }
pin-stop-ask =
    { $store ->
        [file] Digita la frase segreta per mostrare di nuovo i codici senza chiederla.
       *[keyring] Digita il PIN per mostrare di nuovo i codici senza chiederlo.
    }
pin-stop-act = Non chiedere più
copy-code = Copia il codice
change-pin =
    { $store ->
        [file] Cambia frase segreta
       *[keyring] Cambia PIN
    }
current-pin =
    { $store ->
        [file] Frase segreta attuale
       *[keyring] PIN attuale
    }
pin-changed =
    { $store ->
        [file] Frase segreta cambiata
       *[keyring] PIN cambiato
    }
backup = Backup
make-recovery-key = Crea una chiave di recupero
replace-recovery-key = Cambia chiave di recupero
recovery-key-text = Ogni modifica viene salvata nel backup
save-backup = Salva una copia del backup
backup-newest = Ultimo backup: { $moment }
backup-folder = I backup sono conservati in { $folder }
backup-saved = Backup salvato
replaced-vaults = Cassaforti sostituite
replaced-vaults-text = Restano come sono finché non le elimini.
replaced-vault-delete = Elimina la cassaforte sostituita: { $name }
replaced-vault-ask = Eliminare definitivamente questa cassaforte?
replaced-vault-ask-text = Sostituita: { $name }. Vengono eliminati i suoi file e i suoi segreti nel portachiavi. Dopo, solo un backup potrà ripristinare i suoi account.
replaced-vault-act = Elimina definitivamente
replaced-vault-deleted = Cassaforte eliminata
appearance = Aspetto e lingua
theme = Tema
theme-system = Segui il sistema
theme-light = Chiaro
theme-dark = Scuro
language = Lingua
language-system = Segui il sistema
updates = Aggiornamenti
check-for-updates = Cerca aggiornamenti
updates-text = All’avvio e poi una volta al giorno, Watchword chiede al suo server degli aggiornamenti se c’è una versione più recente. Il server vede il tuo indirizzo IP, ma nulla che riguardi i tuoi account. Watchword non installa mai nulla da solo.
check-now = Cerca ora
checking-for-updates = Ricerca in corso…
no-update = Non c’è una versione più recente.
update-available = È disponibile la versione { $version }.
open-update-page = Apri la pagina
keys = Scorciatoie da tastiera
key-type = Lettere
key-search = Cerca
key-move = Scorri l’elenco
key-copy = Copia il codice
key-copy-nth = Copia uno dei primi nove codici
key-reorder = Sposta l’account
key-paste = Aggiungi dagli appunti
about = Informazioni
about-text =
    { $keyring ->
        [file] Watchword { $version }. I segreti sono conservati in un file, protetti dalla tua frase segreta, e non lasciano mai questo computer.
        [none] Watchword { $version }. I segreti sono conservati, cifrati, nel portachiavi di questo computer e non lo lasciano mai.
       *[other] Watchword { $version }. I segreti sono conservati, cifrati, in { $keyring } e non lasciano mai questo computer.
    }

## Export

export-accounts = Esporta gli account
export-accounts-act = Esporta gli account…
export-accounts-text = Per usarli in un’altra app
export-text = Scrive tutti gli account e i loro segreti in un file per un’altra app. Gli account nel cestino sono esclusi.
export-format = Formato
export-aegis = Aegis, cifrato
export-aegis-text = Per Aegis su Android. Contiene tutti gli account.
export-2fas = 2FAS, cifrato
export-2fas-text = Per 2FAS su Android e iOS
export-uri = Elenco di link
export-uri-text = Per le app che leggono link otpauth. Contiene tutti gli account.
export-aegis-plain = Aegis, non cifrato
export-aegis-plain-text = Per le app che non aprono un file cifrato di Aegis
export-2fas-plain = 2FAS, non cifrato
export-2fas-plain-text = Per le app che non aprono un file cifrato di 2FAS
export-bitwarden = Bitwarden Authenticator
export-bitwarden-text = Per codici a tempo (TOTP) e di Steam
export-google = Codici QR
export-google-text = Per Google Authenticator: un’immagine ogni dieci account
export-google-pdf = Codici QR, in un PDF
export-google-pdf-text = Per Google Authenticator: pagine da stampare o da scansionare dallo schermo
export-pdf = Foglio da stampare
export-pdf-text = Un PDF con il codice QR e il nome di ogni account
export-pskc = PSKC
export-pskc-text = Per server e strumenti che accettano token in PSKC (RFC 6030). Senza gli account Steam.
export-password = Password, almeno 8 caratteri
export-password-hint = L’altra app la chiederà.
export-password-again = Conferma la password
export-in-the-clear = Questo formato non è cifrato. Chi ottiene il file può generare i tuoi codici: eliminalo appena l’altra app l’ha letto.
export-act = Esporta
exported =
    { $count ->
        [one] { $count } account esportato
       *[other] { $count } account esportati
    }
export-left-out = Non esportati: { $count }
export-without-tags =
    { $count ->
        [one] { $count } account è stato esportato senza tutte le sue etichette: questo formato non ha posto per loro.
       *[other] { $count } account sono stati esportati senza tutte le loro etichette: questo formato non ha posto per loro.
    }
export-without-note =
    { $count ->
        [one] { $count } account è stato esportato senza la sua nota: questo formato non ha posto per le note.
       *[other] { $count } account sono stati esportati senza le loro note: questo formato non ha posto per le note.
    }

## Backups

backup-newest-count =
    { $count ->
        [one] Ultimo backup: { $moment }, con { $count } account
       *[other] Ultimo backup: { $moment }, con { $count } account
    }
backup-opens-with = Li apre la tua chiave di recupero del { $day }.
backup-opens-with-key = Li apre la tua chiave di recupero.
passphrase-backup-last = Ultimo backup con una frase segreta: { $moment }, con { $count } account, in { $folder }
no-backup-newest = I tuoi account più recenti non sono ancora in un backup.
second-folder-add = Salva i backup in una seconda cartella…
second-folder-text = Per esempio una cartella sincronizzata o una chiavetta USB
second-folder = Seconda cartella dei backup
second-folder-chosen = Seconda cartella impostata
second-folder-written = Ultimo backup lì: { $moment }
second-folder-next = La prossima modifica verrà salvata anche lì.
second-folder-trouble =
    { $why ->
        [away] Assente dal { $since }. Quando torna, la prossima modifica verrà salvata anche lì.
        [silent] Non risponde dal { $since }. Quando risponde, la prossima modifica verrà salvata anche lì.
        [full] Non c’è spazio per i backup dal { $since }. Libera spazio, o scegli un’altra cartella.
        [denied] Watchword non ha il permesso di scriverci dal { $since }. Controlla i permessi, o scegli un’altra cartella.
       *[failed] I backup lì non riescono dal { $since }. Controlla il disco, o scegli un’altra cartella.
    }
second-folder-stop = Non usarla più
second-folder-stopped = Non è più in uso. I backup in quella cartella sono stati conservati.
passphrase-backup = Backup con frase segreta
passphrase-backup-act = Salva un backup con una frase segreta…
passphrase-backup-row = Si apre senza la chiave di recupero
passphrase-backup-text = Il backup contiene tutti gli account con i loro segreti, anche quelli nel cestino. Chi ha il file e la frase segreta può ottenere i tuoi codici.
passphrase-backup-new = Frase segreta, almeno 8 caratteri
passphrase-backup-hint = Più parole a caso sono difficili da indovinare. Se le dimentichi, niente apre il backup.
passphrase-backup-again = Conferma la frase segreta
passphrase-backup-save = Scegli il file e salva
backup-passphrase = Frase segreta del backup
check-backup = Controlla un backup
check-backup-act = Controlla un backup…
check-backup-row = Contiene tutto?
check-backup-text = Apre un backup e lo confronta con i tuoi account. Non cambia nulla.
check-backup-check = Controlla
check-backup-complete =
    { $count ->
        [0] Questo backup va bene. Nella tua cassaforte non ci sono account.
        [one] Questo backup contiene il tuo { $count } account.
       *[other] Questo backup contiene tutti i { $count } account.
    }
check-backup-incomplete = Questo backup non è completo.
check-backup-made = Fatto: { $moment }.
check-backup-trash = Contano anche gli account nel cestino.
check-backup-missing = Mancano nel backup: { $count }
check-backup-different = Diversi nel backup: { $count }
check-backup-without-secret = Nel backup senza il loro segreto: { $count }
check-backup-only = Solo nel backup: { $count }
check-backup-more = e altri { $count }
check-backup-again = Controlla un altro backup
key-question = Hai ancora la chiave di recupero?
key-question-yes = Sì, controllala
key-question-new = Creane una nuova
key-question-later = Non ora
key-check-title = Controlla la chiave di recupero
key-check-text = Scrivi l’ultimo gruppo della chiave, o tutta la chiave, dalla tua copia.
key-check-act = Controlla
key-checked = È la chiave giusta. Watchword te la chiederà di nuovo tra un anno.
key-put-off = Watchword te la chiederà di nuovo tra un mese.

## Recovery key

recovery-title = Chiave di recupero
recovery-text =
    { $store ->
        [file] Se perdi questo computer o dimentichi la frase segreta, con la chiave di recupero riavrai i tuoi account. Viene mostrata una volta sola, quindi conservala su carta o in un luogo sicuro.
       *[keyring] Se perdi questo computer o dimentichi il PIN, con la chiave di recupero riavrai i tuoi account. Viene mostrata una volta sola, quindi conservala su carta o in un luogo sicuro.
    }
recovery-replaces = La nuova chiave sostituisce la precedente. I backup fatti per la chiave precedente vengono eliminati.
recovery-make = Mostra la chiave di recupero
recovery-keep = Scrivila, stampala o salvala lontano da questo computer. Chi ha la chiave e un backup può ottenere i tuoi codici.
recovery-alt = La chiave di recupero in { $groups } gruppi, anche come codice QR. Per leggerla come testo, salvala o copiala.
recovery-save = Salva su file
recovery-copy = Copia
recovery-copied = Chiave di recupero copiata
recovery-saved = Chiave di recupero salvata
recovery-pdf = Salva PDF…
recovery-pdf-saved = Foglio di recupero salvato
recovery-print = Stampa…
recovery-printed = Foglio di recupero stampato
recovery-print-elsewhere = Per stampare la chiave, salvala come PDF e stampa quello.
last-group = Ultimo gruppo della chiave
last-group-hint = Scrivilo dalla tua copia, per verificare che si legga.
recovery-confirm = L’ho salvata
recovery-confirmed = I backup sono attivi
later = Più tardi

## Fogli di carta

date-day =
    { $month ->
        [1] { $day } gennaio { $year }
        [2] { $day } febbraio { $year }
        [3] { $day } marzo { $year }
        [4] { $day } aprile { $year }
        [5] { $day } maggio { $year }
        [6] { $day } giugno { $year }
        [7] { $day } luglio { $year }
        [8] { $day } agosto { $year }
        [9] { $day } settembre { $year }
        [10] { $day } ottobre { $year }
        [11] { $day } novembre { $year }
       *[12] { $day } dicembre { $year }
    }
date-moment = { $date }, { $time }
paper-page = Pagina { $number } di { $count }
paper-recovery = Chiave di recupero di Watchword
paper-recovery-made = Creata il { $date }
paper-recovery-keep = Chi ha questa chiave e uno dei tuoi backup può ottenere i tuoi codici. Conserva questo foglio in un posto sicuro, lontano dal computer.
paper-recovery-qr = Codice QR della chiave di recupero
paper-recovery-opens-title = Che cosa apre
paper-recovery-opens =
    { $store ->
        [file] Tutti i backup che la tua cassaforte ha creato dal { $date }, su qualsiasi computer. Dove si trova la cassaforte, la chiave imposta anche una nuova frase segreta se dimentichi la tua. Quando crei un’altra chiave di recupero, questa apre solo i backup precedenti che hai conservato.
       *[keyring] Tutti i backup che la tua cassaforte ha creato dal { $date }, su qualsiasi computer. Dove si trova la cassaforte, la chiave imposta anche un nuovo PIN se dimentichi il tuo. Quando crei un’altra chiave di recupero, questa apre solo i backup precedenti che hai conservato.
    }
paper-recovery-with-title = Ripristinare con Watchword
paper-recovery-step-1 = Avvia Watchword. Su un computer nuovo, prima installalo.
paper-recovery-step-2 = Scegli “{ restore-instead }”, poi un backup o la cartella dei tuoi backup.
paper-recovery-step-3 = Digita la chiave di recupero.
paper-recovery-step-4 =
    { $store ->
        [file] Controlla quale backup ha trovato Watchword e scegli una nuova frase segreta.
       *[keyring] Controlla quale backup ha trovato Watchword e scegli un nuovo PIN.
    }
paper-recovery-forgot = Se la cassaforte c’è ancora, scegli “{ forgot }” dove Watchword lo chiede e digita la chiave.
paper-recovery-without-title = Ripristinare senza Watchword
paper-recovery-without = Un backup è un file in formato age, che anche altri programmi aprono: vedi age-encryption.org. Scrivi la chiave in un file di testo, su una riga e senza spazi, poi esegui:
paper-recovery-command = age --decrypt -i chiave.txt backup.age
paper-recovery-shows = Mostra ogni account con il suo segreto in base32, che altri autenticatori accettano. Poi elimina il file di testo.
paper-recovery-where-title = Dove sono i miei backup
paper-recovery-where = Su questo computer: { $folder }
paper-accounts = Account in Watchword
paper-accounts-warning = Questi codici QR non sono cifrati: chi ne vede uno può generarne i codici. Tieni questo foglio sotto chiave e distruggilo quando non ti serve più.
paper-accounts-code = Codice QR dell’account { $number }, { $name }
paper-accounts-boxes = Caratteri mostrati come riquadri: { $characters }
paper-migration = Account per Google Authenticator
paper-migration-how = Nel menu di Google Authenticator scegli di trasferire gli account, poi di importarli. Scansiona i codici nel loro ordine.
paper-migration-code = Codice QR { $number } di { $count }

## Problems: what happened and what to do

problem-wrong-pin =
    { $store ->
        [file]
            { $wait_seconds ->
                [0] Frase segreta errata. Riprova.
               *[other] Frase segreta errata. Riprova tra { $wait_seconds } secondi.
            }
       *[keyring]
            { $wait_seconds ->
                [0] PIN errato. Riprova.
               *[other] PIN errato. Riprova tra { $wait_seconds } secondi.
            }
    }
problem-wait =
    { $store ->
        [file] Troppe frasi segrete errate. Riprova tra { $seconds } secondi.
       *[keyring] Troppi PIN errati. Riprova tra { $seconds } secondi.
    }
problem-too-many-pins =
    { $store ->
        [file] Troppe frasi segrete errate. Sblocca Watchword nella sua finestra, dove puoi usare anche la chiave di recupero.
       *[keyring] Troppi PIN errati. Sblocca Watchword nella sua finestra, dove puoi usare anche la chiave di recupero.
    }
problem-pin-too-short = È troppo corto. Usa almeno { $minimum } caratteri.
problem-pin-too-long = È troppo lungo. Usa al massimo { $maximum } caratteri.
problem-pin-too-common = È comune e facile da indovinare. Scegline un altro.
problem-pin-unchanged = Lo usi già. Scegline un altro.
problem-pin-needs-letter = La tua organizzazione richiede almeno un carattere che non sia una cifra. Aggiungine uno.
problem-pin-to-change =
    { $store ->
        [file] La tua organizzazione ha nuove regole per le frasi segrete e il tempo per cambiare la tua è scaduto. Cambiala per rivedere i tuoi codici.
       *[keyring] La tua organizzazione ha nuove regole per i PIN e il tempo per cambiare il tuo è scaduto. Cambialo per rivedere i tuoi codici.
    }
problem-locked = Watchword è bloccato. Sbloccalo, poi riprova.
problem-no-keyring = Nessun portachiavi risponde su questo computer. Avviane o installane uno (GNOME Keyring o KeePassXC su Linux), poi riprova.
problem-keyring-locked = Il portachiavi del sistema è bloccato. Sbloccalo, poi riprova.
problem-keyring-changed = Questa cassaforte appartiene a un altro portachiavi, oppure il portachiavi è stato azzerato. Accedi come l’utente che l’ha creata, o ripristina un backup.
problem-keyring-failed = Il portachiavi del sistema ha segnalato un errore: { $why }. Riprova; riavviare il computer può aiutare.
problem-keyring-late = Il portachiavi sta ancora gestendo una richiesta precedente. Riprova tra un momento.
problem-keyring-cancelled = Hai annullato prima che il portachiavi rispondesse. Nulla è stato modificato. Rispondi alla sua richiesta, poi riprova.
problem-keyring-silent = Il portachiavi del sistema non risponde. Riprova; se non basta, esci dalla sessione e accedi di nuovo.
problem-damaged = La cassaforte è danneggiata ({ $what }). Ripristina un backup.
problem-newer-format = Una versione più recente di Watchword ha creato questa cassaforte (formato { $format }). Aggiorna Watchword.
problem-newer-needs = Questa cassaforte usa una funzione che richiede una versione più recente di Watchword ({ $what }). Aggiorna Watchword.
problem-no-memory =
    { $store ->
        [file] Non c’è abbastanza memoria libera per verificare la frase segreta, quindi non è stata provata. Chiudi altri programmi, poi riprova.
       *[keyring] Non c’è abbastanza memoria libera per verificare il PIN, quindi non è stato provato. Chiudi altri programmi, poi riprova.
    }
problem-older-copy = Questa è una copia vecchia della cassaforte, quindi non si può modificare. Rimetti la copia più recente, oppure scegli questa nella finestra, sopra l’elenco.
problem-busy = Watchword sta già usando questa cassaforte in un’altra finestra o in un terminale. Riprova tra un momento.
problem-cannot-write =
    { $reason ->
        [full] Il disco è pieno, quindi nulla è stato modificato. Libera spazio, poi riprova.
        [denied] Watchword non può scrivere nella sua cartella, quindi nulla è stato modificato. Controlla i permessi: { $detail }
       *[other] Impossibile scrivere sul disco, quindi nulla è stato modificato: { $detail }. Riprova.
    }
problem-not-found = Questo account non esiste più. Forse è stato eliminato in un’altra finestra o in un terminale.
problem-seed-missing = Il portachiavi non ha più il segreto di questo account. Ripristinalo da un backup con la chiave di recupero, o aggiungi di nuovo l’account.
problem-counter-exhausted = Il contatore ha raggiunto il limite. Chiedi al sito un nuovo codice QR.
problem-counters-lost = Il registro dei contatori usati, counters.log, è incompleto, quindi il prossimo codice potrebbe ripeterne uno vecchio. Rimetti il file al suo posto, oppure continua senza nella finestra, sopra l’elenco.
problem-secret-empty = Il segreto è vuoto. Scrivi quello che mostra il sito.
problem-secret-too-long = Il segreto è troppo lungo. Controlla di aver scritto solo quello.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] Sembra un segreto esadecimale, ma a Watchword serve base32: lettere e cifre da 2 a 7. Cerca sul sito la forma base32, o scansiona il suo codice QR.
        [base64] Sembra un segreto in base64, ma a Watchword serve base32: lettere e cifre da 2 a 7. Cerca sul sito la forma base32, o scansiona il suo codice QR.
        [mistyped] Un segreto base32 non contiene 0, 1, 8 o 9. Confrontalo con il sito: uno 0 può essere la lettera O, un 1 una I o una L, un 8 una B.
       *[otherwise] Un segreto è in base32: solo lettere e cifre da 2 a 7. Copialo di nuovo dal sito, senza altro intorno.
    }
problem-digits-out-of-range = Un codice ha da 4 a 10 cifre. Scegli un numero tra questi.
problem-period-out-of-range = Il periodo è un numero intero di secondi. Usa 1 o più.
problem-counter-out-of-range = Il contatore è un numero intero. Usa 0 o più.
problem-steam-parameters = I codici Steam hanno sempre 5 caratteri, 30 secondi e SHA-1, ma questo ha altre impostazioni. Inserisci il segreto a mano e scegli tu il tipo di codice.
problem-setting-out-of-range = Questa impostazione non può avere quel valore. Scegline un altro.
problem-name-too-long = Il nome è troppo lungo. Usa al massimo { $limit } caratteri.
problem-duplicate = Hai già aggiunto questo account: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] È un indirizzo web, non un account. Aprilo in un browser.
        [wifi] È una rete Wi-Fi, non un account. Scegli un altro codice QR.
        [contact] È un contatto, non un account. Scegli un altro codice QR.
       *[text] È un testo, non un account. Cerca un codice QR o un link che inizia con otpauth.
    }
problem-uri-malformed = Il link è incompleto o danneggiato. Copialo di nuovo per intero.
problem-uri-unsupported = Watchword non supporta ancora questo tipo di codice: { $what }. Chiedi al sito un codice a tempo (TOTP), o continua a usare l’app a cui è destinato.
problem-uri-parameter =
    { $fault ->
        [half_secret] Questo link contiene solo metà del segreto. Serve alla registrazione in due passaggi ({ $name }), in cui l’app crea l’altra metà. Chiedi un token senza il secondo passaggio, o registralo con privacyIDEA Authenticator.
        [twice] Questo link imposta “{ $name }” due volte, con valori diversi. Chiedi al sito un nuovo link.
       *[unknown] Questo link imposta “{ $name }”, che può cambiare i codici in un modo che Watchword non supporta. Chiedi al sito un link standard, o inserisci il segreto a mano e verifica lì il codice.
    }
problem-uri-trashed = Questo account era nel cestino dell’altra app. Se ti serve, ripristinalo lì ed esporta di nuovo.
problem-batch-damaged = Questa esportazione è danneggiata. Esporta di nuovo gli account.
problem-file-damaged = Questi dati sono danneggiati o incompleti. Esporta di nuovo gli account.
problem-file-newer = L’ha scritto una versione più recente dell’altra app, in una forma che Watchword non conosce ancora. Aggiorna Watchword, o esporta gli account in un altro modo, per esempio come codici QR.
problem-file-locked =
    { $lock ->
        [pgp] È cifrato con OpenPGP, che Watchword non può aprire. Esporta di nuovo dall’altra app, con una password o senza cifratura.
        [account] Solo l’account che ha creato questa esportazione può aprirla. Esporta di nuovo dall’altra app, scegliendo un’esportazione protetta da password.
        [device] È cifrato con una chiave che non contiene, come quella di un telefono o di una chiave di sicurezza. Esporta di nuovo dall’altra app, con una password o senza cifratura.
        [folder] Si legge solo insieme agli altri file della sua cartella. Comprimi l’intera cartella in un file zip, poi scegli quello.
        [log] Le ultime modifiche di questo database sono in un secondo file. Chiudi l’app a cui appartiene, poi copia di nuovo il database.
       *[database] È il database cifrato di un’app. Aprilo in quell’app, poi esporta da lì gli account.
    }
problem-file-too-costly = Aprirlo richiederebbe troppa memoria o troppo tempo. Esporta di nuovo gli account, con le impostazioni abituali dell’altra app.
problem-file-too-large = Il file è oltre il limite di { $megabytes } MiB. Esporta solo gli account, senza icone né allegati.
problem-file-without-accounts = Questa esportazione non contiene account con codici usa e getta. Controlla che gli account siano nell’altra app, poi esporta di nuovo.
problem-file-password-wrong = Password errata, o il file è stato modificato. Riprova.
problem-file-password-missing = È cifrato, e non è stata scritta nessuna password. Aggiungilo di nuovo con la sua password; in uno script, passala con “--password-stdin”.
problem-too-many-encrypted = Solo { $limit } file cifrati, { $megabytes } MiB in tutto, possono attendere la loro password. Prima apri o salta quelli, poi aggiungi di nuovo questo.
problem-export-unsupported =
    { $what ->
        [hotp] L’altra app non ha codici a contatore (HOTP). Esporta questo account in un altro formato.
        [steam] L’altra app non ha codici di Steam. Esporta questo account in un altro formato.
        [digits] L’altra app non ha codici di questa lunghezza. Esporta questo account in un altro formato.
        [period] L’altra app non può usare il periodo di questo account. Esporta questo account in un altro formato.
        [counter] L’altra app non può contenere un contatore così alto. Esporta questo account in un altro formato.
       *[length] Il segreto o i nomi sono troppo lunghi per un codice QR. Esporta questo account in un altro formato.
    }
problem-export-nothing = Nessun account può essere esportato in questo formato, quindi non è stato scritto alcun file. Scegli un altro formato.
problem-export-password-short = La password è troppo corta. Usa almeno { $minimum } caratteri.
problem-export-exists = Esiste già un file di nome { $name }, quindi non è stato scritto nulla. Scegli un altro nome; in un terminale, “--force” sostituisce il file.
problem-picture-too-large = È oltre il limite di { $megapixels } megapixel e { $megabytes } MiB. Usa un file più piccolo, o ritaglia l’immagine intorno al codice QR.
problem-picture-damaged = L’immagine è danneggiata o incompleta. Salvala di nuovo.
problem-not-a-picture =
    { $what ->
        [empty] Il file è vuoto. Salvalo o esportalo di nuovo.
        [svg] Questa immagine SVG è danneggiata o troppo complessa da mostrare. Se un browser la mostra, scansiona lo schermo.
        [web] È una pagina web. Aprila in un browser, poi scansiona lo schermo.
        [image] Watchword non legge questo tipo di immagine (come HEIC, AVIF o un’icona). Salvala come PNG o JPEG.
        [media] È un file video o audio. Mettilo in pausa dove si vede il codice QR, poi scansiona lo schermo.
        [archive] È un archivio, per esempio un file zip. Estrailo e scegli i file che contiene.
        [office] È un documento da ufficio. Salvalo come PDF, o aprilo e scansiona lo schermo.
        [encrypted] Il file è cifrato in un modo che Watchword non conosce. Esporta gli account in un altro modo, per esempio come codici QR o elenco di link otpauth. Se è un backup di Watchword, ripristinalo.
        [export] Sono dati di un altro programma (JSON, XML, una tabella o un database), in una forma che Watchword non conosce. Esporta gli account in un altro modo, per esempio come codici QR o elenco di link otpauth.
        [text] Questo testo non contiene link otpauth. Scegli l’immagine di un codice QR, un PDF, un elenco di link otpauth o l’esportazione di un’altra app.
       *[other] Non è un’immagine, né un PDF, né un elenco di link otpauth, né un’esportazione che Watchword conosce. Scegli un altro file.
    }
problem-no-code-found = Non è stato trovato nessun codice QR. Controlla che il codice sia tutto visibile, con i quadrati ai tre angoli.
problem-code-too-small = Il codice QR è troppo piccolo per essere letto. Ingrandisci la pagina, o fotografalo da più vicino.
problem-code-unclear = Il codice QR è troppo sfocato o rovinato per essere letto. Usa un’immagine più nitida, ripresa di fronte.
problem-pdf-encrypted = Questo PDF richiede una password. Aprilo in un altro programma, poi scansiona lo schermo.
problem-pdf-damaged = Questo PDF è danneggiato o troppo grande per essere letto. Se un altro programma lo apre, scansiona lo schermo.
problem-pdf-too-long = Sono state lette solo le prime { $pages } pagine del PDF. Salva le altre in un PDF a parte.
problem-no-code-on-screen = Non è stato trovato nessun codice QR sullo schermo. Portalo in vista, senza nulla sopra, poi riprova.
problem-screen-refused = Watchword non ha il permesso di leggere lo schermo. Permetti le schermate nelle impostazioni di privacy del sistema e riprova, o salva l’immagine e scegli il file.
problem-screen-unavailable = Watchword non può leggere lo schermo su questo sistema. Salva l’immagine e scegli il file.
problem-camera-absent = Non è stata trovata nessuna fotocamera. Collegane una, poi riprova.
problem-camera-refused = Watchword non ha il permesso di usare la fotocamera. Concedilo nelle impostazioni del sistema, poi riprova.
problem-camera-busy = Un altro programma sta usando la fotocamera. Chiudilo, poi riprova.
problem-camera-lost = La fotocamera non invia immagini. Controlla che sia collegata, poi riprova.
problem-camera-unusable = Watchword non può usare questa fotocamera. Prova con un’altra, o salva un’immagine e scegli il file.
problem-file-unreadable = Watchword non può leggere il file. Controlla che esista e che tu possa aprirlo.
problem-address-not-fetched = Watchword non scarica immagini. Copia l’immagine, oppure salvala e trascina il file.
problem-drop-empty = L’altro programma non ha inviato nulla che Watchword possa leggere. Salva l’immagine e trascina il file.
problem-clipboard-empty = Negli appunti non ci sono né immagini né testo. Prima copia qualcosa.
problem-clipboard-failed = Gli appunti non rispondono. Riprova, o scegli un file.
problem-clipboard-not-copied = Watchword non può usare gli appunti, quindi nulla è stato copiato. Riprova.
problem-clipboard-only-windows = Su questo desktop solo i programmi con una finestra possono usare gli appunti. Copia e incolla nella finestra di Watchword. In un terminale, “watchword code” scrive un codice e “watchword scan” legge i file di immagine.
problem-text-too-large = Il testo è troppo lungo per essere letto in una volta. Dividilo in parti più piccole.
problem-too-many = È oltre il limite di { $limit } alla volta. Dividi in parti più piccole.
problem-nothing-selected = Nessun account è selezionato. Selezionane almeno uno.
problem-nothing-to-undo = Questa importazione non si può più annullare. Per togliere i suoi account, spostali nel cestino.
problem-save-cancelled = Hai annullato prima che fosse salvato. Non è stato aggiunto nulla.
problem-asks-for-pin =
    { $store ->
        [file] Questo account chiede la frase segreta per ogni codice.
       *[keyring] Questo account chiede il PIN per ogni codice.
    }
problem-tags-or-note-too-long = Le etichette o la nota sono troppo lunghe. Usa al massimo 16 etichette di 64 caratteri, e 10.000 caratteri per la nota.
problem-recovery-key-malformed = Non è una chiave di recupero completa. Controlla ogni gruppo.
problem-recovery-key-wrong = Questa chiave di recupero appartiene a un’altra cassaforte o a un altro backup. Usa quella giusta.
problem-recovery-group-wrong = Non è l’ultimo gruppo. Controlla la tua copia e riscrivilo.
problem-no-recovery-key = Questa cassaforte non ha una chiave di recupero.
problem-no-pending-key = Non c’è una nuova chiave di recupero da confermare. Creane prima una.
problem-backup-unreadable = Questo file non è un backup di Watchword, o è danneggiato. Scegline un altro.
problem-backup-forged = Il tuo Watchword non ha creato questo backup. Non usarlo.
problem-backup-failed = Watchword non è riuscito a creare il backup. Crea una nuova chiave di recupero, poi riprova.
problem-backup-folder-empty = In questa cartella non ci sono backup. Scegline un’altra.
problem-backup-folder-large = Questa cartella contiene troppi file. Copia i backup in una cartella a parte e scegli quella.
problem-print-failed = Non è stato stampato nulla. Controlla la stampante, oppure salva un PDF.
problem-no-autostart = L’avvio all’accesso non è stato cambiato. Cerca Watchword nell’elenco dei programmi che il tuo desktop avvia all’accesso.
problem-no-account-links = Il programma per i link otpauth non è stato cambiato. Sceglilo nelle impostazioni del tuo desktop per le applicazioni predefinite.
problem-typing-unsupported = Questo desktop non permette ai programmi di digitare. Premi Invio per copiare il codice.
problem-typing-refused = Il desktop non ha permesso a Watchword di digitare. Premi Invio per copiare il codice.
problem-typing-moved = Un’altra finestra ha preso il focus, quindi il codice non è stato digitato, o non tutto. Riprova dove ti serve.
problem-typing-failed = Non è stato possibile digitare il codice, o non tutto. Lascia tutti i tasti e riprova, oppure premi Invio per copiarlo.
problem-no-palette = La palette non può aprirsi qui: servono Linux, il programma della finestra e un processo avviato su questo desktop. Apri la finestra di Watchword e riprova.
problem-backup-too-costly = Aprire questo file richiederebbe troppa memoria o troppo tempo. Scegli un backup fatto da Watchword.
problem-backup-passphrase-wrong = Frase segreta errata, o backup modificato. Riprova.
problem-backup-passphrase-short = La frase segreta è troppo corta. Usa almeno { $minimum } caratteri.
problem-second-folder-unusable = Watchword non può tenere i backup in questa cartella. Scegline una fuori dalla cartella di Watchword.
problem-vault-exists = Qui c’è già una cassaforte, e forse si apre ancora. Sbloccala. Se invece vuoi sostituirla, conferma con il suo PIN, la sua chiave di recupero o la parola di conferma; in un terminale, aggiungi “--replace”.
problem-no-vault = Qui non c’è una cassaforte. Creane una, o ripristina un backup.
problem-word-wrong = La parola non è quella. Scrivila come è mostrata.
problem-update-off = La ricerca di aggiornamenti è disattivata. Attivala prima nelle impostazioni.
problem-update-source = Questa copia di Watchword è stata compilata con un indirizzo o una chiave per gli aggiornamenti che non funziona. Cerca le nuove versioni dove l’hai ottenuta.
problem-update-unreachable = Il server degli aggiornamenti non è raggiungibile. Controlla la connessione a Internet, poi riprova.
problem-update-unreadable = La risposta del server degli aggiornamenti non è leggibile. Riprova più tardi, o da un’altra rete.
problem-update-signature = La risposta del server degli aggiornamenti non è firmata con la chiave di Watchword, quindi è stata ignorata. Riprova più tardi, o da un’altra rete.
problem-update-channel = La risposta del server degli aggiornamenti riguarda un altro canale di distribuzione, quindi è stata ignorata. Riprova più tardi.
problem-update-older = Il server degli aggiornamenti offre la versione { $offered }, meno recente di questa, quindi è stata ignorata. Riprova più tardi.
problem-update-page = Non è stato possibile aprire il browser. Apri tu questo indirizzo: { $page }
problem-set-by-organisation = È stabilito dalla tua organizzazione e non si può cambiare qui.
problem-not-allowed-by-organisation = La tua organizzazione non lo permette.
cli-policy-none = Su questo computer non è impostato alcun criterio.
cli-policy-from-vault = Ora il criterio non si può leggere. Queste sono le ultime impostazioni valide, conservate nella tua cassaforte.
cli-fault-not-roots = { $place } viene ignorato, perché non solo root può modificarlo. Assegnalo a root e rendilo scrivibile solo da root.
cli-fault-unreadable = { $place } non si può leggere. Resta in vigore l’ultimo criterio valido.
cli-fault-unparsable = { $place } non è comprensibile, o nomina due volte un’impostazione. Resta in vigore l’ultimo criterio valido.
cli-fault-unknown-key = { $place }: non esiste un’impostazione di nome { $key }.
cli-fault-malformed = { $place }: il valore di { $key } non va bene, perciò vale quello che la guida per amministratori indica per questo caso.
cli-fault-machine-only = { $place }: { $key } vale solo in un criterio per l’intero computer.
cli-provision-needs-file = Indica un file: nessun criterio nomina una cartella con account per te.
cli-audit-unreadable = { $file } non si può leggere, o non c’è alcun registro.
cli-audit-empty = Il registro è vuoto.
cli-audit-whole =
    { $first ->
        [0] Cassaforte { $vault }: nessuna riga.
        [1] Cassaforte { $vault }: ci sono tutte le { $lines } righe, come furono scritte.
       *[other] Cassaforte { $vault }: ci sono { $lines } righe, dal numero { $first } in poi, come furono scritte. Le precedenti sono in un altro file o sono state tolte.
    }
cli-audit-broken =
    { $fault ->
        [altered] Cassaforte { $vault }: la riga { $line } è stata modificata.
        [missing] Cassaforte { $vault }: mancano righe prima della riga { $line }.
        [out-of-place] Cassaforte { $vault }: la riga { $line } è stata aggiunta o spostata lì.
        [other-vault] Cassaforte { $vault }: la riga { $line } appartiene a un’altra cassaforte.
        [too-long] Cassaforte { $vault }: la riga { $line } è troppo lunga per essere di Watchword.
        [torn] Cassaforte { $vault }: il registro si interrompe nella riga { $line }.
        [cut-tail] Cassaforte { $vault }: manca la fine del registro, dalla riga { $line } in poi.
        [newer-format] Cassaforte { $vault }: la riga { $line } è di una versione più recente di Watchword. Controlla il registro con quella.
        [unreadable] Cassaforte { $vault }: il registro non si può leggere dalla riga { $line } in poi.
       *[not-a-line] Cassaforte { $vault }: la riga { $line } non è di Watchword.
    }
replace-word = sostituisci
problem-internal = Qualcosa è andato storto in Watchword, ma la cassaforte non è cambiata. Riprova.

## Settings: at hand

at-hand = A portata di mano
keep-in-tray = Tieni nell’area di notifica
keep-in-tray-text = Quando chiudi la finestra, Watchword resta nell’area di notifica così com’è: sbloccato finché non si blocca.
keep-in-tray-none = Questo desktop non ha un’area di notifica, quindi chiudere la finestra blocca Watchword ed esce. Su GNOME l’estensione “AppIndicator” la aggiunge.
tray-copies = Account nel menu dell’area di notifica
tray-copies-text = Un clic copia il codice. Finché Watchword è sbloccato, ogni tuo programma può leggere questi nomi e copiare questi codici.
autostart = Avvia nell’area di notifica all’accesso
start-minimised = Avvia ridotto a icona
start-minimised-text = Quando avvii Watchword, la finestra è ridotta a icona. Un desktop che non sa ridurre le finestre a icona, come sway, la mostra.
hotkey = Tasti che aprono la palette
hotkey-text = In qualsiasi programma questi tasti aprono una piccola finestra: digita una parte di un nome, e Invio copia il codice.
hotkey-bound = Questi tasti aprono la palette in qualsiasi programma: digita una parte di un nome, e Invio copia il codice.
hotkey-taken = Questi tasti sono di un altro programma. Scegline altri.
hotkey-unsupported = Questo desktop non permette ai programmi di prendere tasti. Nelle sue impostazioni della tastiera puoi assegnare tasti al comando “watchword palette”.
hotkey-not-bound = Il desktop non ha assegnato tasti. Puoi sceglierne nelle sue impostazioni della tastiera.
hotkey-invalid = Questi tasti non si possono usare. Scegli una lettera, una cifra o un tasto funzione, con Ctrl, Alt o Super.
hotkey-none = Nessuno
hotkey-press = Premi i tasti…
hotkey-clear = Rimuovi
hotkey-palette = Apri la palette di Watchword
hotkey-lock = Blocca Watchword e chiudi la finestra
lock-hotkey = Tasti che bloccano e chiudono la finestra
enter-after-code = Premi Invio dopo un codice digitato
search-copies = Account nella ricerca del desktop
search-copies-text = Nella ricerca di GNOME e di KDE, “otp” e una parte di un nome trovano un account, e sceglierlo copia il codice. Finché Watchword è sbloccato, ogni tuo programma può trovare questi nomi e copiare questi codici.
account-links = Apri i link otpauth con Watchword
account-links-text = Un altro programma, come un browser, apre qui un link del genere, e tu scegli che cosa aggiungere. Mentre si apre, ogni programma su questo computer può leggerlo, con il segreto che contiene.
no-tray-title = Qui non c’è un’area di notifica
no-tray-text = Vuoi che Watchword resti nell’area di notifica, ma questo desktop non ne mostra una. Chiudere la finestra blocca Watchword ed esce, ora e in futuro.
no-tray-quit = Esci

## The palette

palette = Palette di Watchword
palette-keys = Invio copia il codice, Maiusc+Invio lo digita dov’eri. Esc chiude.
palette-asks = Digitare codici in “{ $program }”? Premi ancora Maiusc+Invio; poi non lo si chiede più.
palette-typing = Digitazione…
palette-locked-keys = Invio sblocca. Esc chiude.
palette-pin-copies = Invio copia il codice. Esc torna indietro.
palette-pin-types = Invio digita il codice dov’eri. Esc torna indietro.
palette-none = Nessun account corrisponde.
palette-empty = Non ci sono ancora account. Aggiungili nella finestra di Watchword.
palette-open-window = Apri prima la finestra di Watchword. Non c’è ancora una cassaforte da sbloccare, oppure c’è un problema con essa.

## Outside the page

app-no-webview = Watchword ha bisogno di WebView2 Runtime, che non è installato. Installalo da microsoft.com (cerca “WebView2 Runtime”), poi riavvia Watchword.
app-cannot-start = Watchword non si è avviato: { $why }
app-window-crashes = La finestra di Watchword si chiude di continuo per un errore e non si può mostrare. I tuoi account sono al sicuro, sotto chiave. Riprova, o installa gli aggiornamenti di sistema di WebKitGTK, che mostra la finestra.
app-try-again = Riprova
app-quit = Esci

## The tray’s icon and its menu

tray-locked = Watchword è bloccato
tray-unlocked = Watchword è sbloccato
tray-unlock = Sblocca…
tray-open = Apri
tray-lock = Blocca
tray-quit = Esci
tray-copied = Codice copiato. Verrà cancellato tra { $seconds } secondi.

## The command’s help

cli-about = Codici monouso per accedere, da una cassaforte che il tuo PIN sblocca
cli-vault = Usa la cassaforte in questa cartella invece della tua
cli-pin-stdin = Legge il PIN o la frase segreta dalla prima riga dello standard input
cli-json = Mostra i dati come JSON
cli-init = Crea una cassaforte
cli-init-file-store = Conserva i segreti in un file protetto da una frase segreta di almeno 12 caratteri, per un computer senza portachiavi
cli-init-replace = Sostituisce la cassaforte attuale con una vuota. La vecchia viene conservata
cli-add = Aggiunge un account da un link, o da un segreto che scrivi tu
cli-add-uri = Link da aggiungere, per esempio “otpauth://…”. Altri possono vederlo nella riga di comando, in “ps” e nella cronologia della shell; “-” lo legge invece dallo standard input
cli-add-issuer = Sito o servizio
cli-add-account = Nome dell’account
cli-add-kind = Tipo di codice: a tempo (TOTP), a contatore (HOTP) o Steam
cli-add-algorithm = Algoritmo
cli-add-digits = Cifre di un codice, da 4 a 10
cli-add-period = Secondi per cui vale un codice
cli-add-counter = Contatore del prossimo codice
cli-list = Elenca gli account
cli-code = Mostra un codice
cli-code-query = Nome dell’account, una parte del nome o l’ID
cli-code-uri = Link invece di un account. Altri possono vederlo nella riga di comando, in “ps” e nella cronologia della shell; “-” lo legge invece dallo standard input
cli-code-at = Momento per cui generare il codice, invece di adesso
cli-code-copy = Copia anche il codice, e lo cancella come fa “copy”
cli-code-osc52 = Copia tramite il terminale (OSC 52), per un computer che raggiungi via SSH. Non tutti i terminali lo supportano
cli-copy = Copia un codice, attende e lo cancella dagli appunti
cli-copy-query = Nome dell’account, una parte del nome o l’ID
cli-copy-osc52 = Copia tramite il terminale (OSC 52), per un computer che raggiungi via SSH. Non tutti i terminali lo supportano
cli-verify = Verifica se un codice è valido
cli-verify-query = Nome dell’account, una parte del nome o l’ID
cli-verify-code = Codice da verificare
cli-verify-uri = Link invece di un account. Altri possono vederlo nella riga di comando, in “ps” e nella cronologia della shell; “-” lo legge invece dallo standard input
cli-verify-window = Intervalli di tempo da accettare prima e dopo
cli-verify-at = Momento per cui verificare il codice, invece di adesso
cli-lock = Blocca la cassaforte per la finestra e per ogni terminale
cli-palette = Apre la palette, che copia un codice o lo digita dov’eri; assegnala a un tasto
cli-policy = Mostra che cosa ha stabilito la tua organizzazione, da dove viene e che cosa è stato rifiutato
cli-provision = Aggiungi gli account distribuiti dalla tua organizzazione, ciascuno una volta sola
cli-provision-files = I file: PSKC o elenchi di link; senza file, quelli nella cartella indicata dal criterio
cli-provision-password-stdin = Leggi dallo standard input la chiave o la frase segreta dei file cifrati
cli-audit = Controlla il registro di controllo dell’organizzazione
cli-audit-action = “verify” trova la prima riga modificata, tolta, spostata o aggiunta
cli-audit-file = Il registro, se non è quello di questa cassaforte
cli-status = Dice se la cassaforte è sbloccata, da che cosa e fino a quando
cli-scan = Mostra i testi dei codici QR in immagini e PDF, sullo schermo o negli appunti
cli-scan-images = Immagini e PDF; “-” per lo standard input
cli-scan-screen = Legge lo schermo, tutti i monitor
cli-scan-clipboard = Legge l’immagine negli appunti
cli-import = Aggiunge gli account contenuti nei file
cli-import-files = Immagini e PDF con codici QR, elenchi di link ed esportazioni di altre app
cli-import-from = Accetta solo file di questo tipo; li elenca “watchword formats”
cli-import-dry-run = Mostra che cosa c’è nei file e non aggiunge nulla. Non serve una cassaforte
cli-import-reveal = Con --dry-run, mostra anche i segreti
cli-import-password-stdin = Legge la password dei file cifrati dallo standard input, dalla riga dopo il PIN se anche questo è lì
cli-export = Scrive gli account in un file per un’altra app
cli-export-query = Solo questo account: il nome, una parte del nome o l’ID
cli-export-to = Formato del file; “watchword formats” dice per quale app è ciascuno
cli-export-output = File da scrivere, invece dello standard output
cli-export-password-stdin = Legge dallo standard input la password che cifra il file, dalla riga dopo il PIN se anche questo è lì
cli-export-force = Sostituisce un file che esiste già
cli-formats = Elenca i tipi di file che “import” legge ed “export” scrive
cli-backup = Scrive un backup in un file, o ne controlla uno
cli-backup-file = File da scrivere o da controllare
cli-backup-check = Confronta il file con la cassaforte, senza scrivere nulla
cli-backup-passphrase = Cifra il backup con una frase segreta che scrivi, invece che con la chiave di recupero
cli-backup-passphrase-stdin = Lo stesso, ma legge la frase segreta dallo standard input, dalla riga dopo il PIN se c’è anche quello
cli-backup-force = Sostituisce un file già presente
cli-restore = Crea una cassaforte da un backup
cli-restore-file = File di backup, o cartella di cui prende il backup integro più recente; se manca, i backup della cassaforte
cli-restore-file-store = Conserva i segreti in un file protetto da una frase segreta di almeno 12 caratteri, per un computer senza portachiavi
cli-restore-replace = Sostituisce la cassaforte attuale, anche se si apre ancora. La vecchia viene conservata

## The command

cli-ask-pin =
    { $store ->
        [file] Frase segreta:
       *[keyring] PIN:
    }
cli-ask-new-pin =
    { $store ->
        [file] Nuova frase segreta:
       *[keyring] Nuovo PIN:
    }
cli-ask-pin-again =
    { $store ->
        [file] Conferma la frase segreta:
       *[keyring] Conferma il PIN:
    }
cli-ask-secret = Segreto:
cli-ask-file-password = Password di { $name } ({ $app }):
cli-ask-export-password = Password con cui cifrare il file:
cli-ask-password-again = Conferma la password:
cli-ask-recovery-key = Chiave di recupero:
cli-ask-backup-passphrase = Frase segreta del backup:
cli-no-passphrase = Non è stata scritta nessuna frase segreta. Senza terminale, passala sullo standard input con --passphrase-stdin.
cli-backup-needs-key = Questa cassaforte non ha una chiave di recupero con cui cifrare il backup. Creane una nella finestra, o aggiungi --passphrase.
cli-backed-up = { $count } account nel backup, cestino compreso
cli-check-made =
    { $days ->
        [0] Il backup è stato fatto oggi.
        [one] Il backup è stato fatto ieri.
       *[other] Il backup è stato fatto { $days } giorni fa.
    }
cli-check-complete =
    { $count ->
        [one] Il backup contiene il { $count } account della cassaforte, cestino compreso.
       *[other] Il backup contiene tutti i { $count } account, cestino compreso.
    }
cli-check-missing = Manca nel backup: { $name }
cli-check-different = Diverso nel backup: { $name }
cli-check-without-secret = Nel backup senza il suo segreto: { $name }
cli-check-only = Solo nel backup: { $name }
cli-ask-replaced-pin =
    { $store ->
        [file] Qui c’è già una cassaforte. Per sostituirla, scrivi la sua frase segreta attuale:
       *[keyring] Qui c’è già una cassaforte. Per sostituirla, scrivi il suo PIN attuale:
    }
cli-pins-differ = Non coincidono. Ricomincia.
cli-no-pin-line = Sullo standard input non c’era nessun PIN. Scrivilo lì come prima riga.
cli-no-terminal = Non è stato scritto nessun PIN. Senza un terminale, passalo sullo standard input con --pin-stdin.
cli-no-password = Non è stata scritta alcuna password. Senza un terminale, passala sullo standard input con --password-stdin.
cli-no-line = Lo standard input è finito troppo presto. Scrivi ciò che manca come riga successiva.
cli-no-home = Impossibile trovare la tua cartella personale. Accedi come un utente che ne ha una.
cli-no-vault = Non c’è ancora una cassaforte. Creala con “watchword init”, o ripristina un backup con “watchword restore”.
cli-made = Cassaforte creata. Aggiungi un account con “watchword add”. I backup cominciano quando crei una chiave di recupero nella finestra.
cli-added = Account aggiunto
cli-empty = Ancora nessun account. Aggiungine uno con “watchword add”.
cli-copied = { $name }: codice copiato. Verrà cancellato tra { $seconds } secondi, o subito con Ctrl+C.
cli-live-no-terminal = L’elenco ha bisogno di un terminale. “watchword list” stampa gli account, “watchword help” mostra i sottocomandi.
cli-live-search = Cerca:
cli-live-hint = ↑↓ scegli · Invio copia · Ctrl+N codice successivo · Esc esce
cli-live-copied = { $name }: copiato. Si cancella tra { $seconds } s.
cli-live-sent = { $name }: inviato agli appunti del terminale. Si cancella tra { $seconds } s.
cli-live-none = Nessun account corrisponde.
cli-live-draw = Invio: codice successivo
cli-live-pin = chiede il PIN
cli-live-ask-pin = PIN per { $name } (Esc annulla):
cli-live-no-code = nessun codice
cli-no-terminal-to-copy = Lo standard error non è un terminale, quindi non si può copiare da lì. Esegui il comando in un terminale.
cli-code-neighbours = Prima: { $previous }. Poi: { $next }, tra { $seconds } s.
cli-locked = Bloccata.
cli-not-shared = Qui i comandi e la finestra non condividono una cassaforte sbloccata: servono Linux e una cartella per i socket (XDG_RUNTIME_DIR). Blocca la finestra con Ctrl+L.
cli-not-answered = Watchword è in esecuzione, ma non risponde. La cassaforte potrebbe essere sbloccata. Chiudi la finestra o riprova.
cli-waiting = Ancora in attesa. Forse il portachiavi chiede la sua password, o Watchword è occupato.
cli-status-alone = Nessuna parte di Watchword è in esecuzione, quindi niente è sbloccato.
cli-status-locked =
    { $place ->
        [window] Bloccata. La finestra è aperta.
       *[alone] Bloccata. La finestra è chiusa e Watchword aspetta ancora un momento in background.
    }
cli-status-unlocked =
    { $by ->
        [window] Sbloccata nella finestra dal { $since }.
        [palette] Sbloccata nella palette dal { $since }.
       *[command] Sbloccata da un comando dal { $since }.
    } { $locks ->
        [yes] Si blocca il { $until } se la finestra non viene usata.
       *[no] Non si blocca da sola.
    } { $place ->
        [window] La finestra è aperta.
       *[alone] La finestra è chiusa; Watchword risponde ai comandi in background.
    }
cli-none-found = Nessun account corrisponde a “{ $query }”. “watchword list” li mostra tutti.
cli-several-found = Più account corrispondono a “{ $query }”. Scrivi una parte più lunga del nome, o l’ID:
cli-valid =
    { $drift ->
        [0] Valido
       *[other] Valido, scarto: { $drift }
    }
cli-not-valid = Non valido
cli-uri-is-export = Questo link è un’esportazione di account. Salvalo in un file e usa “watchword import”.
cli-imported =
    { $count ->
        [one] { $count } account aggiunto
       *[other] { $count } account aggiunti
    }
cli-export-needs-output = Indica il file con --output. Lo standard output riceve un’esportazione solo se non è un terminale, e non con --json né come codici QR.
cli-export-not-encrypted = Questo formato non è cifrato, quindi non ha una password. Scegline uno cifrato, oppure togli --password-stdin.
cli-export-in-the-clear = Questo formato non è cifrato. Chi ottiene il file può generare i tuoi codici: eliminalo appena l’altra app l’ha letto.
cli-exported =
    { $count ->
        [one] { $count } account esportato
       *[other] { $count } account esportati
    }
cli-skipped-duplicate = Già aggiunto, forse con un altro nome: { $issuer } { $account }
cli-skipped-conflict = Non aggiunto: { $issuer } { $account } è nella cassaforte con un segreto diverso. Se vuoi entrambi, aggiungilo nella finestra.
cli-batch-incomplete = Codici QR letti dell’esportazione: { $read } su { $of }. Importa anche gli altri: solo insieme contengono tutti gli account.
cli-other-format = Il file è “{ $found }”, non “{ $wanted }”.
cli-format-picture = Codici QR in immagini e PDF
cli-format-plain = in chiaro
cli-format-encrypted = cifrato
cli-format-either = in chiaro o cifrato
cli-format-exports = esportazione: { $names }
cli-restored =
    { $count ->
        [one] { $count } account ripristinato, cestino compreso
       *[other] { $count } account ripristinati, cestino compreso
    }
cli-restored-hotp =
    { $count ->
        [one] { $count } account usa codici a contatore (HOTP). Se il sito rifiuta un codice, usa il successivo. Se ne rifiuta diversi, chiedi al sito di risincronizzare.
       *[other] { $count } account usano codici a contatore (HOTP). Se un sito rifiuta un codice, usa il successivo. Se ne rifiuta diversi, chiedi al sito di risincronizzare.
    }
cli-restored-without-seed =
    { $count ->
        [one] { $count } account non ha un segreto in questo backup. Ripristina il segreto da un altro backup, nella finestra.
       *[other] { $count } account non hanno un segreto in questo backup. Ripristina i segreti da un altro backup, nella finestra.
    }
cli-restore-needs-file = Qui non ci sono backup. Indica un file di backup o una cartella di backup.
cli-restore-from =
    { $count ->
        [one] Ripristino di { $file }, creato il { $moment }: { $count } account
       *[other] Ripristino di { $file }, creato il { $moment }: { $count } account
    }
cli-restore-newer = Più recente, ma non utilizzato: { $file }: { $why }
cli-repaired = Il file della cassaforte era danneggiato. Watchword l’ha riparato da una copia, e nulla è andato perso.
cli-older-copy = Questa è una copia vecchia della cassaforte. Mancano le ultime modifiche e non si può modificare. Rimetti la copia più recente, o continua con questa nella finestra.
cli-counters-lost = Il registro dei contatori è incompleto, quindi i codici a contatore (HOTP) sono sospesi. Continua senza nella finestra.
cli-output-failed = Impossibile scrivere l’output: { $why }. Se è stato generato un codice a contatore, conta come usato.

## What an organisation sets

policy-category = Watchword
policy-about = Impostazioni di Watchword stabilite da un’organizzazione
policy-supported = Watchword su Windows 10 o versioni successive
policy-if-allowed = Se disabiliti questo criterio, nessuno può farlo. Se lo abiliti o non lo configuri, decide ogni utente.
policy-if-required = Se abiliti questo criterio, vale per tutti. Se lo disabiliti o non lo configuri, decide ogni utente.
policy-limits-number = Un numero intero da { $min } a { $max }.
policy-limits-text = Una riga di { $characters } caratteri al massimo.
policy-limits-list = Al massimo { $lines } righe, ciascuna di { $characters } caratteri al massimo.
policy-lock-after-minutes = Blocca al più tardi dopo (minuti)
policy-lock-after-minutes-help = La cassaforte si blocca quando non viene usata per questo numero di minuti. Gli utenti possono scegliere un tempo più breve, ma non uno più lungo, né “Mai”. Se non è impostato, ogni utente sceglie il tempo.
policy-lock-when-minimised = Blocca quando è ridotto a icona
policy-lock-when-minimised-help = Ridurre la finestra a icona blocca la cassaforte.
policy-pin-min-length = PIN più corto (caratteri)
policy-pin-min-length-help = Il numero minimo di caratteri di un PIN. Gli utenti possono sceglierne uno più lungo. Se non è impostato, un PIN ha almeno sei caratteri; un numero più piccolo qui non cambia questo minimo.
policy-pin-needs-letter = Richiedi un PIN non di sole cifre
policy-pin-needs-letter-help = Un PIN deve avere almeno un carattere che non sia una cifra.
policy-pin-change-days = Giorni per cambiare un PIN non conforme
policy-pin-change-days-help = Quanti giorni hanno gli utenti per cambiare un PIN troppo corto o senza lettere; con 0 devono cambiarlo subito. Se non è impostato, hanno 14 giorni.
policy-pin-for-codes = Chiedi il PIN per ogni codice
policy-pin-for-codes-help = Watchword chiede il PIN prima di fornire un codice.
policy-clipboard-seconds = Cancella i codici copiati al più tardi dopo (secondi)
policy-clipboard-seconds-help = Watchword cancella dagli appunti un codice copiato dopo questo numero di secondi. Gli utenti possono scegliere un tempo più breve, ma non uno più lungo. Se non è impostato, ogni utente sceglie il tempo; all’inizio sono 30 secondi.
policy-copy-allowed = Consenti di copiare i codici
policy-copy-allowed-help = Stabilisce se gli utenti possono copiare i codici negli appunti.
policy-screen-allowed = Consenti di leggere lo schermo
policy-screen-allowed-help = Stabilisce se gli utenti possono scansionare codici QR sullo schermo.
policy-camera-allowed = Consenti la fotocamera
policy-camera-allowed-help = Stabilisce se gli utenti possono scansionare codici QR con una fotocamera.
policy-files-allowed = Consenti di aggiungere account da file
policy-files-allowed-help = Stabilisce se gli utenti possono aggiungere account da file, come immagini ed esportazioni di altre app.
policy-links-allowed = Consenti di aggiungere account da link
policy-links-allowed-help = Stabilisce se gli utenti possono aggiungere account da link, anche in un terminale e nel testo copiato.
policy-export-allowed = Consenti di esportare gli account
policy-export-allowed-help = Stabilisce se gli utenti possono esportare gli account e i loro segreti in file per altre app.
policy-qr-code-allowed = Consenti di mostrare i codici QR
policy-qr-code-allowed-help = Stabilisce se gli utenti possono mostrare il codice QR di un account, che ne contiene il segreto.
policy-other-backups-allowed = Consenti backup in altri posti
policy-other-backups-allowed-help = Stabilisce se gli utenti possono salvare backup fuori dalla cartella di Watchword.
policy-shared-session-allowed = Consenti un solo PIN per più comandi
policy-shared-session-allowed-help = Stabilisce se un terminale in cui un utente ha digitato il PIN può ottenere altri codici senza PIN per un po’.
policy-autostart-allowed = Consenti l’avvio all’accesso
policy-autostart-allowed-help = Stabilisce se Watchword può avviarsi quando un utente accede al sistema.
policy-tray-allowed = Consenti l’area di notifica
policy-tray-allowed-help = Stabilisce se Watchword può restare nell’area di notifica quando la finestra è chiusa.
policy-search-allowed = Consenti la ricerca del desktop
policy-search-allowed-help = Stabilisce se la ricerca del desktop può trovare gli account e copiarne i codici.
policy-typing-allowed = Consenti di digitare i codici
policy-typing-allowed-help = Stabilisce se Watchword può digitare i codici in altri programmi.
policy-update-check = Cerca aggiornamenti
policy-update-check-help = Stabilisce se Watchword chiede al suo server degli aggiornamenti una volta al giorno, mentre la finestra è aperta, se c’è una versione più recente. Gli utenti non possono cambiarlo. Se non è impostato, decide ogni utente; all’inizio la ricerca è disattivata.
policy-update-check-off = Disattivata
policy-update-check-on = Attivata
policy-language = Lingua
policy-language-help = La lingua della finestra e del comando. Gli utenti non possono cambiarla. Se non è impostata, sceglie ogni utente.
policy-language-en = Inglese
policy-language-id = Indonesiano
policy-language-it = Italiano
policy-support-name = Nome della tua organizzazione
policy-support-name-help = Il nome della tua organizzazione, come lo conoscono gli utenti.
policy-support-contact = Contatto per assistenza
policy-support-contact-help = L’indirizzo o il numero di telefono della tua assistenza.
policy-escrow-recipients = Destinatari di tutti i backup
policy-escrow-recipients-help = Chiavi pubbliche di age, una per riga. Watchword cifra ogni backup anche per loro: chi ha una delle rispettive chiavi private può aprire i backup di ogni utente.
policy-audit-log = Registro di controllo
policy-audit-log-help = Dove Watchword scrive il suo registro di controllo. Non contiene mai segreti né codici. Se non è impostato, non c’è alcun registro.
policy-audit-log-off = Nessuno
policy-audit-log-file = Un file
policy-audit-log-journald = Il journal di systemd (Linux)
policy-audit-log-syslog = Syslog (Linux e macOS)
policy-audit-log-event-log = Il registro eventi (Windows)
policy-audit-file = File del registro di controllo
policy-audit-file-help = Il percorso assoluto del registro di controllo, se è un file.
policy-provisioning-folder = Cartella con account per gli utenti
policy-provisioning-folder-help = Il percorso assoluto di una cartella con gli account che l’utente riceve.

## Ciò che ha stabilito un’organizzazione

organisation = La tua organizzazione
organisation-text =
    { $name ->
        [none] Alcune impostazioni di Watchword sono stabilite dalla tua organizzazione.
       *[other] Alcune impostazioni di Watchword sono stabilite da { $name }.
    }
organisation-contact = Assistenza: { $contact }
organisation-unreadable = Ora le impostazioni della tua organizzazione non si possono leggere, perciò restano in vigore le ultime valide. Avvisa l’assistenza.
organisation-refused = Una parte di ciò che ha stabilito la tua organizzazione non si può usare. Avvisa l’assistenza: “watchword policy” in un terminale dice che cosa e perché.
escrow-text =
    { $name ->
        [none] La tua organizzazione può aprire i tuoi backup, per poterti restituire i tuoi account.
       *[other] { $name } può aprire i tuoi backup, per poterti restituire i tuoi account.
    }
set-by-organisation = Stabilito dalla tua organizzazione
limited-by-organisation = Limitato dalla tua organizzazione
not-allowed = La tua organizzazione non lo permette
ask-help-desk = Per assistenza: { $contact }
audit-trouble = Ora il registro di controllo della tua organizzazione non si può scrivere. Puoi continuare; avvisa l’assistenza.
pin-change-by =
    { $store ->
        [file] La tua organizzazione ha nuove regole per le frasi segrete. Cambia la tua entro il { $day }.
       *[keyring] La tua organizzazione ha nuove regole per i PIN. Cambia il tuo entro il { $day }.
    }
pin-change-overdue =
    { $store ->
        [file] La tua organizzazione ha nuove regole per le frasi segrete. Cambia la tua per rivedere i tuoi codici.
       *[keyring] La tua organizzazione ha nuove regole per i PIN. Cambia il tuo per rivedere i tuoi codici.
    }
