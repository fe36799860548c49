language-name = Italiano
direction = ltr

## Everywhere

back = Indietro
cancel = Annulla
close = Chiudi
save = Salva
saving = Salvataggio…
undo = Annulla
reveal = Mostra ciò che si scrive
pin =
    { $store ->
        [file] Frase segreta
       *[keyring] PIN
    }
keyring-is-asking = Watchword aspetta il portachiavi del sistema. Forse chiede la sua password: cerca la sua finestra.
drop-here = Rilascia qui
reading =
    { $of ->
        [1] Lettura…
       *[other] Lettura di { $read } su { $of }…
    }
reading-cancelled = Annullato. Nulla è stato acquisito.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Scegli una frase segreta
       *[keyring] Scegli un PIN
    }
welcome-text =
    { $store ->
        [file] La frase segreta apre Watchword su questo computer. Nessun sito e nessun operatore te la chiederà.
       *[keyring] Il PIN apre Watchword su questo computer. Nessun sito e nessun operatore te lo chiederà.
    }
new-pin =
    { $store ->
        [file] Nuova frase segreta, almeno dodici caratteri
       *[keyring] Nuovo PIN, almeno sei caratteri
    }
pin-again =
    { $store ->
        [file] Di nuovo la stessa frase
       *[keyring] Di nuovo lo stesso PIN
    }
pin-differs = I due PIN non coincidono. Riscrivi il secondo.
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
        [file] I segreti restano in un file su questo computer, dietro la tua frase segreta.
        [none] I segreti sono sigillati nel portachiavi di questo computer.
       *[other] I segreti sono sigillati in { $keyring }.
    }

## Without a keyring

no-keyring-title = Nessun portachiavi
file-store-text = Watchword può tenere i segreti in un suo file. Una frase segreta prende allora il posto del PIN, e soltanto quella li protegge da chi copia il file.
file-store-act = Usa un file e una frase segreta

## Unlock

unlock-title = Watchword è bloccato
unlock-text =
    { $store ->
        [file] Conservata in un file dietro la tua frase segreta
       *[keyring] Sigillato nel portachiavi di questo computer
    }
unlock = Sblocca
unlocking = Verifica…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword si è bloccato prima che confermassi la nuova chiave di recupero. La nuova chiave non apre nulla: scartala e creane un’altra dopo lo sblocco. La tua chiave di recupero precedente vale ancora.
       *[no] Watchword si è bloccato prima che confermassi la nuova chiave di recupero. Non apre nulla: scartala e creane un’altra dopo lo sblocco.
    }
wait-next = Puoi riprovare tra { $clock }.
refused-wait = PIN errato. Puoi riprovare tra { $clock }.
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
        [file] La chiave di recupero apre la cassaforte e imposta una nuova frase segreta.
       *[keyring] La chiave di recupero apre la cassaforte e imposta un nuovo PIN.
    }
forgot-without-key =
    { $store ->
        [file] Senza la frase segreta questa cassaforte resta chiusa. Se hai un suo backup e la chiave di recupero conservata con esso, ripristina il backup.
       *[keyring] Senza il PIN questa cassaforte resta chiusa. Se hai un suo backup e la chiave di recupero conservata con esso, ripristina il backup.
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
restore-text = Servono il file di backup e la chiave di recupero conservata con esso.
restore-act = Ripristina un backup…
puts-aside = La cassaforte che c’è qui viene messa da parte, non eliminata.
choose-backup = Scegli il file di backup
choose-another-backup = Scegli un altro backup…
restore = Ripristina
restoring = Ripristino…
restored =
    { $count ->
        [one] { $count } account ripristinato
       *[other] { $count } account ripristinati
    }
restored-hotp =
    { $count ->
        [one] { $count } account usa un contatore. Se il sito rifiuta un codice, chiedi il successivo; se ne rifiuta diversi, chiedi al sito di risincronizzare.
       *[other] { $count } account usano un contatore. Se un sito rifiuta un codice, chiedi il successivo; se ne rifiuta diversi, chiedi al sito di risincronizzare.
    }
restored-without-seed =
    { $count ->
        [one] { $count } account è tornato senza il suo segreto, che manca in questo backup. Recuperalo da un altro backup: l’elenco mostra come.
       *[other] { $count } account sono tornati senza i loro segreti, che mancano in questo backup. Recuperali da un altro backup: l’elenco mostra come.
    }
restored-aside = La cassaforte precedente è messa da parte. Eliminala nelle Impostazioni, sotto Backup, quando non ti serve più.
restored-open = Apri la cassaforte

## Where a vault is already

replace-title = Qui c’è già una cassaforte
replace-text = Forse si apre ancora, perciò Watchword chiede prima di metterla da parte. Nulla viene eliminato.
replace-by = Permettilo con
replace-by-pin =
    { $store ->
        [file] La sua frase segreta
       *[keyring] Il suo PIN
    }
replace-by-key = La sua chiave di recupero
replace-by-word = Una parola scritta apposta
replace-type-word = Scrivi “{ $word }”

## Start with an empty vault

start-over-act = Inizia con una cassaforte vuota…
start-over-title = Inizia con una cassaforte vuota
start-over-text = Ciò che c’è qui viene messo da parte, non eliminato. I codici della vecchia cassaforte non sono in quella nuova: senza un backup, ogni sito va configurato di nuovo.
started-over = Cassaforte creata. La precedente è messa da parte.

## Broken

broken-title = La cassaforte non si è aperta
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
next-code-of = Prossimo codice di { $name }
seed-missing = Il segreto non c’è più
edit-account = Modifica { $name }
copied = Codice di { $name } copiato
clears-in = sparisce tra { $seconds } s
clipboard-cleared = Il codice non è più negli appunti
moved = Spostato al posto { $position } di { $count }
nothing-found = Nessun nome corrisponde
nothing-found-text = Esc mostra di nuovo tutti gli account.
no-accounts = Ancora nessun account
no-accounts-text = Trascina l’immagine di un codice QR in questa finestra, o premi Ctrl+N.
no-backup = Non c’è ancora un backup.
no-backup-act = Crea la chiave di recupero
backup-failed = L’ultimo backup non è riuscito.
older-copy = Una copia vecchia della cassaforte. Si può leggere, non cambiare.
older-copy-act = Usa questa copia
older-copy-ask = Continuare con questa copia vecchia?
older-copy-text = Il portachiavi ha visto una versione più nuova di questa cassaforte. Se ce l’hai, rimetti quella. Ciò che è stato aggiunto o cambiato da allora non è in questa copia. I contatori avanzano oltre ogni codice che risulta usato; se un sito rifiuta un codice, prendi il successivo.
was-older-copy = Era una copia vecchia della cassaforte. Le ultime modifiche possono mancare.
counters-lost = Il registro dei contatori è incompleto. I codici a contatore (HOTP) non vengono dati.
counters-lost-act = Continua senza
counters-lost-ask = Continuare senza il registro?
counters-lost-text = Se hai il file counters.log, rimettilo. Altrimenti ogni contatore avanza di tanti codici quanti risultano mancare, così nessuno di essi si ripete. Dove nulla ricorda quanti ne sono stati usati, un codice può ripetersi: se un sito lo rifiuta, prendi il successivo.
repaired = Il file della cassaforte era danneggiato. È stato riparato dalla sua copia; nulla è andato perso.
seeds-missing =
    { $count ->
        [one] Manca il segreto di { $count } account.
       *[other] Mancano i segreti di { $count } account.
    }
seeds-missing-act = Riportali indietro
seeds-missing-text = La chiave di recupero apre i backup di questa cassaforte. Se i segreti sono in un altro backup, scegli il suo file: la sua chiave di recupero può essere una più vecchia.
seeds-missing-file-text = Forse un backup ha ancora i segreti. Scegli il suo file, e scrivi la chiave di recupero conservata con esso.
seeds-missing-nowhere = Nessuno di questi backup ha i segreti mancanti. Scegli un altro file di backup.

## Add

add-title = Aggiungi account
add-drop = Trascina un’immagine QR
add-drop-text = da qualsiasi app, ovunque in questa finestra
add-screen = Leggi lo schermo
add-screen-text = Ogni codice QR in vista
add-camera = Usa la fotocamera
add-camera-text = Mostrale il codice
add-paste = Incolla
add-paste-text = Un’immagine, un link o più d’uno
add-files = Scegli file
add-files-text = Immagini, PDF, o un elenco di link
add-type = Scrivi a mano
add-type-text = Quando il sito mostra il segreto come testo
add-link = Oppure metti qui un link
add-read = Leggi
added =
    { $count ->
        [one] { $count } account aggiunto
       *[other] { $count } account aggiunti
    }

## Camera

camera-title = Fotocamera
camera-which = Fotocamera
camera-starting = Accendo la fotocamera…
camera-looking = Mostra il codice QR alla fotocamera
camera-closer = Avvicinalo
camera-steady = Tienilo fermo, in buona luce
camera-off = La fotocamera è spenta
camera-again = Guarda di nuovo
camera-about = La fotocamera è accesa solo finché questa schermata è aperta, e si ferma al primo codice. La sua immagine non va da nessuna parte.

## Type it in

typed-title = Scrivi a mano
issuer = Sito o servizio
issuer-hint = Il nome con cui lo cercherai
account = Account
secret = Segreto
secret-hint = Lettere e cifre da 2 a 7. Gli spazi non contano.
kind = Tipo di codice
kind-totp = Secondo l’ora
kind-hotp = Secondo un contatore
kind-steam = Steam
algorithm = Algoritmo
digits = Cifre
period = Secondi
counter = Contatore
typed-check = Il sito dovrebbe accettare questo codice.
typed-waits = Il codice appare qui prima di salvare.
typed-save = Aggiungi account

## Review

review-title =
    { $count ->
        [0] Nessun account trovato
        [one] { $count } account trovato
       *[other] { $count } account trovati
    }
review-list = Ciò che è stato trovato
origin-clipboard = Appunti
origin-screen = Schermo
origin-camera = Fotocamera
origin-drop = Trascinato
origin-text = Testo
find-new = nuovo
find-duplicate = già presente
find-conflict = conflitto
find-duplicate-text = È già nella cassaforte
find-conflict-text = Stesso nome, altro segreto
batch = Lette { $read } immagini su { $of }. Aggiungi anche le altre: insieme contengono tutta l’esportazione.
batch-camera = Cerca il prossimo con la fotocamera
unread = Non letti: { $count }
accept =
    { $count ->
        [0] Aggiungi account
       *[other] Aggiungi { $count } account
    }

## Edit

edit-title = Modifica account
fact-digits = { $digits } cifre
fact-period = { $period } s
position = Posto { $position } di { $count }
move-up = Sposta su
move-down = Sposta giù
show-qr = Mostra codice QR
show-qr-text = Per portare l’account su un altro dispositivo
qr-ask =
    { $store ->
        [file] Il codice QR contiene il segreto. Serve la frase segreta per mostrarlo.
       *[keyring] Il codice QR contiene il segreto. Serve il PIN per mostrarlo.
    }
qr-warning = Chi lo fotografa può generare i tuoi codici.
qr-alt = Codice QR con il segreto di { $name }
to-trash = Sposta nel cestino
to-trash-text = Nulla viene eliminato finché non svuoti il cestino
trashed = { $name } è nel cestino

## Trash

trash-title = Cestino
trash-text = Gli account restano qui finché non svuoti il cestino.
trash-empty = Il cestino è vuoto
trash-count =
    { $count ->
        [0] Vuoto
       *[other] { $count } account
    }
untrash = Rimetti a posto { $name }
untrashed = { $name } è di nuovo al suo posto
empty-trash = Svuota il cestino
empty-trash-ask = Eliminare per sempre { $count } account?
empty-trash-text = I segreti vengono eliminati dal portachiavi. Assicurati che nessun sito chieda ancora questi codici.

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
replace-recovery-key = Sostituisci la chiave di recupero
recovery-key-stands = Ogni modifica viene salvata in un backup
save-backup = Salva una copia del backup
backup-newest = Ultimo backup: { $moment }
backup-folder = I backup si trovano in { $folder }
backup-saved = Backup salvato
put-aside = Cassaforti messe da parte
put-aside-text = Restano come sono finché non le elimini.
put-aside-delete = Elimina la cassaforte messa da parte: { $name }
put-aside-ask = Eliminare per sempre questa cassaforte?
put-aside-ask-text = Messa da parte: { $name }. I suoi file e i suoi segreti nel portachiavi vengono eliminati, e solo un backup potrebbe riportare i suoi account.
put-aside-act = Elimina per sempre
put-aside-deleted = Cassaforte eliminata
appearance = Aspetto e lingua
theme = Tema
theme-system = Come il sistema
theme-light = Chiaro
theme-dark = Scuro
language = Lingua
language-system = Come il sistema
keys = Tasti
key-type = Lettere
key-search = Cerca
key-move = Scorri l’elenco
key-copy = Copia il codice
key-copy-nth = Copia uno dei primi nove
key-reorder = Sposta l’account
key-paste = Leggi gli appunti
about = Informazioni
about-text =
    { $keyring ->
        [file] Watchword { $version }. I segreti stanno in un file dietro la tua frase segreta e non lasciano mai questo computer.
        [none] Watchword { $version }. I segreti sono sigillati nel portachiavi di questo computer e non lo lasciano mai.
       *[other] Watchword { $version }. I segreti sono sigillati in { $keyring } e non lasciano mai questo computer.
    }

## Recovery key

recovery-title = Chiave di recupero
recovery-text = Se perdi questo computer o il PIN, la chiave di recupero riporta indietro i tuoi account. Viene mostrata una volta sola, da conservare su carta o in un luogo sicuro.
recovery-replaces = La nuova chiave sostituisce la precedente, e i backup fatti per quella vengono eliminati.
recovery-make = Mostra la chiave di recupero
recovery-keep = Scrivila, stampala o salvala lontano da questo computer. Chi ha la chiave e un backup ha i tuoi account.
recovery-alt = La chiave di recupero in { $groups } gruppi, anche come codice QR. Salvala o copiala per leggerla come testo.
recovery-save = Salva su file
recovery-copy = Copia
recovery-copied = Chiave di recupero copiata
recovery-saved = Chiave di recupero salvata
last-group = L’ultimo gruppo della chiave
last-group-hint = Scrivilo da ciò che hai conservato, per essere certo che si legga.
recovery-confirm = L’ho conservata
recovery-confirmed = I backup sono attivi
put-off = Più tardi

## Problems: what happened and what to do

problem-wrong-pin =
    { $wait_seconds ->
        [0] PIN errato. Riprova.
       *[other] PIN errato. Puoi riprovare tra { $wait_seconds } secondi.
    }
problem-wait = Troppi PIN errati. Riprova tra { $seconds } secondi.
problem-too-many-pins = Troppi PIN errati da qui. Sblocca Watchword nella sua finestra, dove aiuta anche la chiave di recupero.
problem-pin-too-short = È troppo corto. Usa almeno { $minimum } caratteri.
problem-pin-too-long = È troppo lungo. Usa al massimo { $maximum } caratteri.
problem-pin-too-common = Lo usano in molti, quindi è tra i primi che si provano. Scegline un altro.
problem-pin-unchanged = È quello che usi già. Scegline un altro.
problem-locked = Watchword è bloccato. Sbloccalo e riprova.
problem-no-keyring = Nessun portachiavi risponde su questo computer. Avviane o installane uno (GNOME Keyring o KWallet su Linux) e riprova.
problem-keyring-locked = Il portachiavi del sistema è bloccato. Sbloccalo e riprova.
problem-keyring-changed = Questa cassaforte appartiene a un altro portachiavi, oppure il portachiavi è stato azzerato. Accedi come l’utente che l’ha creata, o ripristina un backup.
problem-keyring-failed = Il portachiavi del sistema ha dato un errore: { $why }. Riprova; riavviare il computer può aiutare.
problem-keyring-late = Il portachiavi è ancora occupato con la richiesta di prima. Riprova tra un momento.
problem-keyring-cancelled = Il portachiavi non è stato atteso e nulla è cambiato. Rispondi alla sua domanda, poi riprova.
problem-keyring-silent = Il portachiavi del sistema non risponde. Riprova; se continua, esci dalla sessione e rientra.
problem-damaged = La cassaforte è danneggiata ({ $what }). Ripristina un backup.
problem-newer-format = Questa cassaforte è stata creata da un Watchword più recente (formato { $format }). Aggiorna Watchword.
problem-newer-needs = Questa cassaforte usa qualcosa che solo un Watchword più recente conosce ({ $what }). Aggiorna Watchword.
problem-no-memory = Non c’è abbastanza memoria libera per verificare il PIN. Non è stato provato nulla. Chiudi altri programmi e riprova.
problem-older-copy = Questa è una copia vecchia della cassaforte, quindi non si può cambiare nulla. Rimetti la copia più nuova, oppure scegli questa nella finestra, sopra l’elenco.
problem-busy = Un altro Watchword sta usando la cassaforte. Riprova tra un momento.
problem-cannot-write =
    { $reason ->
        [full] Il disco è pieno, nulla è stato modificato. Libera spazio e riprova.
        [denied] Watchword non può scrivere nella sua cartella, nulla è stato modificato. Controlla i permessi: { $detail }
       *[other] Impossibile scrivere sul disco, nulla è stato modificato: { $detail }. Riprova.
    }
problem-not-found = Questo account non c’è più. Forse lo ha tolto un altro Watchword.
problem-seed-missing = Il portachiavi non ha più il segreto di questo account. Con la chiave di recupero un backup lo riporta; oppure aggiungi di nuovo l’account.
problem-counter-exhausted = Il contatore è arrivato alla fine. Chiedi al sito un nuovo codice QR.
problem-counters-lost = Il registro dei contatori usati, counters.log, è incompleto: il prossimo codice potrebbe ripeterne uno vecchio. Rimetti il file, oppure continua senza nella finestra, sopra l’elenco.
problem-secret-empty = Il segreto è vuoto. Scrivi quello che mostra il sito.
problem-secret-too-long = Il segreto è troppo lungo. Controlla di aver scritto solo quello.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] Sembra un segreto esadecimale, mentre Watchword legge base32: lettere e cifre da 2 a 7. Cerca sul sito la forma base32, o inquadra il suo codice QR.
        [base64] Sembra un segreto in base64, mentre Watchword legge base32: lettere e cifre da 2 a 7. Cerca sul sito la forma base32, o inquadra il suo codice QR.
        [mistyped] Un segreto base32 non contiene 0, 1, 8 o 9. Confrontalo con il sito: uno 0 può essere la lettera O, un 1 una I o una L, un 8 una B.
       *[otherwise] Un segreto è in base32: solo lettere e cifre da 2 a 7. Copialo di nuovo dal sito, senza altro intorno.
    }
problem-digits-out-of-range = Un codice ha da 4 a 10 cifre.
problem-period-out-of-range = Il periodo è un numero intero di secondi, almeno 1.
problem-counter-out-of-range = Il contatore è un numero intero, almeno 0.
problem-steam-parameters = I codici Steam hanno sempre 5 caratteri, 30 secondi e SHA-1, e qui è scritto altro. Scrivi tu il segreto e scegli il tipo di codice.
problem-setting-out-of-range = Questa impostazione non può avere quel valore. Scegline un altro.
problem-name-too-long = Il nome è troppo lungo. Usa al massimo { $limit } caratteri.
problem-duplicate = Hai già questo account: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] È un indirizzo web, non un account. Aprilo in un browser.
        [wifi] È una rete Wi-Fi, non un account.
        [contact] È un contatto, non un account.
       *[text] È un testo, non un account. Cerca un codice QR o un link che inizia con otpauth.
    }
problem-uri-malformed = Il link è incompleto o danneggiato. Copialo di nuovo per intero.
problem-uri-unsupported = Watchword non genera ancora questo tipo di codice: { $what }. Chiedi al sito un codice a tempo (TOTP), o continua a usare l’app a cui è destinato.
problem-uri-parameter =
    { $fault ->
        [half_secret] Questo link contiene solo metà del segreto: serve alla registrazione in due passaggi ({ $name }), in cui l’app crea l’altra metà. Chiedi un token senza il secondo passaggio, o registralo con privacyIDEA Authenticator.
        [twice] Questo link indica “{ $name }” due volte, con valori diversi. Chiedi al sito un nuovo link.
       *[unknown] Questo link imposta “{ $name }”, che può cambiare i codici in un modo che Watchword non sa seguire. Chiedi al sito un link normale, o scrivi tu il segreto e verifica lì il codice.
    }
problem-uri-trashed = L’app da cui proviene lo aveva nel cestino. Se ti serve, toglilo da lì ed esporta di nuovo.
problem-batch-damaged = Questa esportazione è danneggiata. Esporta di nuovo gli account.
problem-picture-too-large = L’immagine è troppo grande. Si leggono al massimo { $megapixels } megapixel e { $megabytes } MiB; ritagliala attorno al codice.
problem-picture-damaged = L’immagine è danneggiata o incompleta. Salvala di nuovo.
problem-not-a-picture =
    { $what ->
        [empty] Il file è vuoto. Salvalo o esportalo di nuovo.
        [svg] Questa immagine SVG non si può disegnare: è danneggiata o troppo complessa. Se un browser la mostra, fai leggere lo schermo a Watchword.
        [web] È una pagina web. Aprila in un browser e fai leggere lo schermo a Watchword.
        [image] Watchword non legge questo tipo di immagine (HEIC, AVIF, icone e simili). Salvala come PNG o JPEG.
        [media] È un video o un suono. Mettilo in pausa dove si vede il codice QR e fai leggere lo schermo a Watchword.
        [archive] È un archivio, per esempio un file zip. Estrailo e scegli i file che contiene.
        [office] È un documento da ufficio. Salvalo come PDF, o aprilo e fai leggere lo schermo a Watchword.
        [encrypted] Il file è cifrato, e Watchword non apre ancora le esportazioni cifrate di altre app. Esporta codici QR o un elenco di link otpauth; un backup di Watchword si ripristina all’avvio.
        [export] Sono dati di un altro programma (JSON, XML, una tabella o un database), che Watchword non legge ancora. Esporta codici QR o un elenco di link otpauth.
        [text] Questo testo non contiene link otpauth. Scegli l’immagine di un codice QR, un PDF o un elenco di link otpauth.
       *[other] Non è un’immagine, né un PDF, né un elenco di link otpauth. Scegli un altro file.
    }
problem-no-code-found = Non contiene nessun codice QR. Il codice deve esserci tutto, con i suoi tre angoli.
problem-code-too-small = Contiene un codice QR troppo piccolo per essere letto. Ingrandisci la pagina, o riprendilo da più vicino.
problem-code-unclear = Contiene un codice QR troppo sfocato o rovinato per essere letto. Usa un’immagine più nitida, ripresa di fronte.
problem-pdf-encrypted = Questo PDF chiede una password. Aprilo con la password in un altro programma e fai leggere lo schermo a Watchword.
problem-pdf-damaged = Questo PDF non si può leggere: è danneggiato o troppo grande. Se un altro programma lo apre, fai leggere lo schermo a Watchword.
problem-pdf-too-long = Sono state lette solo le prime { $pages } pagine del PDF. Salva le altre in un PDF a parte.
problem-no-code-on-screen = Sullo schermo non c’è nessun codice QR. Portalo in vista, senza nulla sopra, e riprova.
problem-screen-refused = Non è stato permesso leggere lo schermo. Permetti le schermate nelle impostazioni di privacy del sistema e riprova, o salva l’immagine e scegli il file.
problem-screen-unavailable = Su questo sistema lo schermo non si può leggere. Salva l’immagine e scegli il file.
problem-camera-absent = Non c’è nessuna fotocamera. Collegane una e riprova.
problem-camera-refused = Non è permesso usare la fotocamera. Permettilo nelle impostazioni del sistema e riprova.
problem-camera-busy = Un altro programma sta usando la fotocamera. Chiudilo e riprova.
problem-camera-lost = La fotocamera non manda immagini. Controlla che sia collegata e riprova.
problem-camera-unusable = Questa fotocamera non si può usare. Prova con un’altra, o salva l’immagine e scegli il file.
problem-file-unreadable = Impossibile leggere il file. Controlla che ci sia e che tu possa aprirlo.
problem-address-not-fetched = Watchword non scarica indirizzi dalla rete. Copia l’immagine, oppure salvala e trascina il file.
problem-drop-empty = L’altro programma non ha dato nulla che si possa leggere. Salva l’immagine e trascina il file.
problem-clipboard-empty = Negli appunti non ci sono né immagini né testo. Prima copia qualcosa.
problem-clipboard-failed = Gli appunti non rispondono. Riprova, o scegli un file.
problem-clipboard-not-copied = Gli appunti non si possono usare: non è stato copiato nulla. Riprova.
problem-clipboard-only-windows = Su questo desktop solo i programmi con una finestra possono usare gli appunti. Copia e incolla nella finestra di Watchword. In un terminale, “watchword code” scrive un codice e “watchword scan” legge le immagini dai file.
problem-too-many = Troppi in una volta. Se ne leggono al massimo { $limit }; procedi a gruppi.
problem-nothing-selected = Nessun account è selezionato. Selezionane almeno uno.
problem-recovery-key-malformed = Questa chiave di recupero non è completa. Controlla ogni gruppo.
problem-recovery-key-wrong = Questa chiave di recupero appartiene a un’altra cassaforte o a un altro backup.
problem-recovery-group-wrong = Non è l’ultimo gruppo. Guarda ciò che hai conservato e riscrivilo.
problem-no-recovery-key = Questa cassaforte non ha una chiave di recupero.
problem-no-pending-key = Non c’è una nuova chiave di recupero da confermare. Creane prima una.
problem-backup-unreadable = Questo file non è un backup di Watchword, o è danneggiato. Scegline un altro.
problem-backup-forged = Questo backup non è stato fatto dal tuo Watchword. Non usarlo.
problem-backup-failed = Non è stato possibile creare il backup. Crea una nuova chiave di recupero, poi riprova.
problem-vault-exists = Qui c’è già una cassaforte, e forse si apre ancora. Sbloccala, oppure permetti di sostituirla: con il suo PIN, la sua chiave di recupero o la parola richiesta (“--replace” in un terminale).
problem-no-vault = Qui non c’è una cassaforte. Creane una, o ripristina un backup.
problem-word-wrong = La parola non è quella. Scrivila come mostrato.
replace-word = sostituisci
problem-internal = Qualcosa è andato storto in Watchword; la cassaforte non è cambiata. Riprova.

## Outside of the page

app-no-webview = Watchword ha bisogno di WebView2 Runtime, che su questo computer manca. Installalo da microsoft.com (cerca “WebView2 Runtime”), poi riavvia Watchword.
app-cannot-start = Watchword non si è avviato: { $why }
app-window-crashes = La finestra di Watchword si chiude di continuo per un errore e non si può mostrare. I tuoi account sono al sicuro, sotto chiave. Riprova, o installa gli aggiornamenti di sistema di WebKitGTK, che disegna la finestra.
app-try-again = Riprova
app-quit = Esci

## The command’s help

cli-about = I codici che i siti chiedono per accedere, da una cassaforte che si apre con il PIN
cli-vault = Cartella della cassaforte, invece della tua
cli-pin-stdin = Prende il PIN dalla prima riga dell’input standard
cli-json = Scrive i dati come JSON
cli-init = Crea una cassaforte
cli-init-file-store = Tiene i segreti in un file dietro una frase segreta di almeno dodici caratteri, dove non c’è un portachiavi
cli-init-replace = Mette da parte la cassaforte presente e ne inizia una vuota
cli-add = Aggiunge un account: da un link, o scrivendone il segreto
cli-add-uri = Link che inizia con otpauth. Altri possono leggere una riga di comando, in “ps” e nella cronologia della shell: “-” legge invece il link dall’input standard
cli-add-issuer = Sito o servizio
cli-add-account = Di chi è l’account
cli-add-kind = Tipo di codice: secondo l’ora, secondo un contatore, o di Steam
cli-add-algorithm = Algoritmo
cli-add-digits = Cifre di un codice, da 4 a 10
cli-add-period = Secondi per cui vale un codice
cli-add-counter = Contatore del prossimo codice
cli-list = Elenca gli account
cli-code = Scrive un codice
cli-code-query = Nome dell’account, una sua parte, o il suo id
cli-code-uri = Link invece di un account. Altri possono leggere una riga di comando, in “ps” e nella cronologia della shell: “-” legge invece il link dall’input standard
cli-code-at = Momento del codice, invece di adesso
cli-copy = Copia un codice, attende e lo cancella dagli appunti
cli-copy-query = Nome dell’account, una sua parte, o il suo id
cli-verify = Verifica un codice
cli-verify-query = Nome dell’account, una sua parte, o il suo id
cli-verify-code = Codice
cli-verify-uri = Link invece di un account. Altri possono leggere una riga di comando, in “ps” e nella cronologia della shell: “-” legge invece il link dall’input standard
cli-verify-window = Quanti codici prima e dopo si accettano
cli-verify-at = Momento del codice, invece di adesso
cli-scan = Legge i codici QR nelle immagini e nei PDF
cli-scan-images = Immagini e PDF; - per lo standard input
cli-scan-screen = Legge ciò che mostra lo schermo
cli-scan-clipboard = Legge l’immagine negli appunti
cli-import = Aggiunge gli account contenuti nei file
cli-import-files = Immagini e PDF con codici QR, ed elenchi di link
cli-import-from = Accetta solo file di questo tipo
cli-import-dry-run = Mostra che cosa c’è nei file e non aggiunge nulla. Non serve una cassaforte
cli-import-reveal = Mostra anche i segreti
cli-restore = Crea una cassaforte da un backup
cli-restore-file = File di backup
cli-restore-file-store = Tiene i segreti in un file dietro una frase segreta di almeno dodici caratteri, dove non c’è un portachiavi
cli-restore-replace = Mette da parte la cassaforte presente, anche se si apre

## The command

cli-ask-pin = PIN:
cli-ask-new-pin = Nuovo PIN:
cli-ask-pin-again = Di nuovo lo stesso PIN:
cli-ask-new-passphrase = Nuova frase segreta:
cli-ask-passphrase-again = Di nuovo la stessa frase:
cli-ask-secret = Segreto:
cli-ask-recovery-key = Chiave di recupero:
cli-ask-replaced-pin = Qui c’è già una cassaforte. Per metterla da parte, il suo PIN attuale:
cli-pins-differ = I due PIN non coincidono. Ricomincia.
cli-no-pin-line = Dall’input standard non è arrivato nessun PIN. Scrivilo lì come prima riga.
cli-no-terminal = Nessun PIN è stato scritto. Dove non c’è un terminale, passalo sull’input standard con --pin-stdin.
cli-no-line = L’input standard è finito troppo presto. Scrivi ciò che manca come riga successiva.
cli-no-home = La tua cartella personale non si trova. Accedi come un utente che ne ha una.
cli-no-vault = Non c’è ancora una cassaforte. Creala con “watchword init”, o riporta indietro la tua con “watchword restore”.
cli-made = Cassaforte creata. Aggiungi un account con “watchword add”. I backup cominciano quando crei una chiave di recupero nella finestra.
cli-added = Account aggiunto
cli-empty = Ancora nessun account. Aggiungine uno con “watchword add”.
cli-copied = { $name }: codice copiato. Viene cancellato tra { $seconds } secondi, o subito con Ctrl+C.
cli-none-found = Nessun account corrisponde a “{ $query }”. “watchword list” li mostra tutti.
cli-several-found = Più account corrispondono a “{ $query }”. Scrivi una parte più lunga del nome, o l’id:
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
cli-skipped-duplicate = Già nella cassaforte: { $issuer } { $account }
cli-skipped-conflict = Non aggiunto: { $issuer } { $account } è nella cassaforte con un altro segreto. Aggiungilo nella finestra se vuoi entrambi.
cli-batch-incomplete = Lette { $read } immagini su { $of } dell’esportazione. Importa anche le altre: insieme contengono tutti gli account.
cli-other-format = Il file è “{ $found }”, non “{ $wanted }”.
cli-restored =
    { $count ->
        [one] { $count } account ripristinato
       *[other] { $count } account ripristinati
    }
cli-restored-hotp =
    { $count ->
        [one] { $count } account usa un contatore. Se il sito rifiuta un codice, chiedi il successivo; se ne rifiuta diversi, chiedi al sito di risincronizzare.
       *[other] { $count } account usano un contatore. Se un sito rifiuta un codice, chiedi il successivo; se ne rifiuta diversi, chiedi al sito di risincronizzare.
    }
cli-restored-without-seed =
    { $count ->
        [one] In questo backup manca il segreto di { $count } account. Recuperalo da un altro backup nella finestra.
       *[other] In questo backup mancano i segreti di { $count } account. Recuperali da un altro backup nella finestra.
    }
cli-repaired = Il file della cassaforte era danneggiato. Watchword l’ha riparato dalla sua copia; nulla è andato perso.
cli-older-copy = Questa è una copia più vecchia della cassaforte: mancano le ultime modifiche e non si può cambiare nulla. Rimetti la copia più recente, o continua con questa nella finestra.
cli-counters-lost = Il registro dei contatori è incompleto, quindi non vengono dati codici a contatore (HOTP). Continua senza nella finestra.
cli-output-failed = Impossibile scrivere l’output: { $why }. Un codice già generato conta come usato.
