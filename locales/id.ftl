# What words mean, and what they are called in each language: GLOSSARY.md.

language-name = Bahasa Indonesia
direction = ltr

## Everywhere

back = Kembali
cancel = Batal
close = Tutup
save = Simpan
saving = Menyimpan…
undo = Urungkan
reveal = Tampilkan yang diketik
pin =
    { $store ->
        [file] Frasa sandi
       *[keyring] PIN
    }
keyring-is-asking = Menunggu keyring sistem Anda. Mungkin keyring meminta kata sandinya: cari jendelanya.
drop-here = Lepaskan di sini
reading =
    { $of ->
        [1] Membaca…
       *[other] Membaca { $read } dari { $of }…
    }
reading-cancelled = Dibatalkan. Tidak ada yang ditambahkan.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Pilih frasa sandi
       *[keyring] Pilih PIN
    }
welcome-text =
    { $store ->
        [file] Frasa sandi membuka kunci Watchword di komputer ini. Situs atau petugas mana pun tidak akan memintanya.
       *[keyring] PIN membuka kunci Watchword di komputer ini. Situs atau petugas mana pun tidak akan memintanya.
    }
new-pin =
    { $store ->
        [file] Frasa sandi baru, minimal { $minimum } karakter
       *[keyring] PIN baru, minimal { $minimum } karakter
    }
pin-again =
    { $store ->
        [file] Konfirmasi frasa sandi
       *[keyring] Konfirmasi PIN
    }
pin-differs = Keduanya tidak sama. Ketik ulang yang kedua.
pin-strength-0 = Mudah ditebak
pin-strength-1 = Lemah
pin-strength-2 = Cukup
pin-strength-3 = Baik
pin-strength-4 = Kuat
create = Buat brankas
creating = Membuat…
restore-instead = Pulihkan dari cadangan saja
sealed-in =
    { $keyring ->
        [file] Kunci rahasia disimpan dalam berkas di komputer ini, dilindungi frasa sandi Anda.
        [none] Kunci rahasia disimpan terenkripsi di keyring komputer ini.
       *[other] Kunci rahasia disimpan terenkripsi di { $keyring }.
    }

## Without a keyring

no-keyring-title = Tidak ada keyring
file-store-text = Watchword dapat menyimpan kunci rahasia dalam berkas. Frasa sandi lalu menggantikan PIN. Hanya itu yang melindunginya dari orang yang menyalin berkas itu.
file-store-act = Pakai berkas dan frasa sandi

## Unlock

unlock-title = Watchword terkunci
unlock-text =
    { $store ->
        [file] Disimpan dalam berkas, dilindungi frasa sandi Anda
       *[keyring] Disimpan di keyring komputer ini
    }
unlock = Buka kunci
unlocking = Memeriksa…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword terkunci sebelum Anda mengonfirmasi kunci pemulihan baru, jadi kunci baru itu tidak berlaku. Buang kunci itu, lalu buat lagi setelah membuka kunci Watchword. Kunci pemulihan Anda sebelumnya masih berlaku.
       *[no] Watchword terkunci sebelum Anda mengonfirmasi kunci pemulihan baru, jadi kunci itu tidak berlaku. Buang kunci itu, lalu buat lagi setelah membuka kunci Watchword.
    }
wait-next = Coba lagi dalam { $clock }.
refused-wait =
    { $store ->
        [file] Frasa sandi salah. Coba lagi dalam { $clock }.
       *[keyring] PIN salah. Coba lagi dalam { $clock }.
    }
forgot =
    { $store ->
        [file] Lupa frasa sandi?
       *[keyring] Lupa PIN?
    }

## Forgot PIN

forgot-title =
    { $store ->
        [file] Lupa frasa sandi
       *[keyring] Lupa PIN
    }
forgot-text =
    { $store ->
        [file] Pakai kunci pemulihan untuk membuka brankas dan menetapkan frasa sandi baru.
       *[keyring] Pakai kunci pemulihan untuk membuka brankas dan menetapkan PIN baru.
    }
forgot-without-key =
    { $store ->
        [file] Brankas ini tidak dapat dibuka tanpa frasa sandinya. Jika Anda memiliki cadangannya dan kunci pemulihan atau frasa sandi cadangan itu, pulihkan cadangan itu.
       *[keyring] Brankas ini tidak dapat dibuka tanpa PIN-nya. Jika Anda memiliki cadangannya dan kunci pemulihan atau frasa sandi cadangan itu, pulihkan cadangan itu.
    }
recovery-key = Kunci pemulihan
recovery-key-hint = Spasi, tanda hubung, dan huruf besar tidak berpengaruh.
recover =
    { $store ->
        [file] Tetapkan frasa sandi baru
       *[keyring] Tetapkan PIN baru
    }

## Restore

restore-title = Pulihkan cadangan
restore-text = Anda memerlukan sebuah cadangan, dan kunci pemulihan atau frasa sandinya.
restore-act = Pulihkan cadangan…
replaces-vault = Menggantikan brankas saat ini, yang tetap disimpan sampai Anda menghapusnya.
choose-backup = Pilih berkas cadangan
choose-another-backup = Pilih cadangan lain…
choose-backup-folder = Pilih folder cadangan
choose-backup-text = Jika Anda memilih folder, Watchword memakai cadangan terbaru di dalamnya yang dapat dibuka dengan kunci itu.
own-backups = Cadangan di komputer ini
another-backup = Pilih cadangan lain
open-backup = Buka cadangan
opening-backup = Membuka…
found-backup = Cadangan { $moment }
found-accounts = { $count } akun, termasuk yang di tempat sampah
found-newer = { $count } cadangan yang lebih baru tidak dapat dipakai:
keyring-lost-text = Akun Anda masih ada di cadangan. Ketik kunci pemulihan untuk mengembalikannya.
restore = Pulihkan
restoring = Memulihkan…
restored = { $count } akun dipulihkan
restored-hotp = { $count } akun memakai kode berbasis penghitung (HOTP). Jika situs menolak sebuah kode, pakai kode berikutnya. Jika beberapa kode ditolak, minta situs itu menyinkronkan ulang.
restored-without-seed = { $count } akun dipulihkan tanpa kunci rahasianya, yang tidak ada dalam cadangan ini. Pulihkan kunci rahasianya dari cadangan lain: caranya ada di daftar akun.
restored-replaced = Brankas yang digantikan tetap disimpan. Jika tidak diperlukan lagi, hapus lewat Pengaturan, di bagian Cadangan.
restored-open = Buka brankas

## Where there is already a vault

replace-title = Sudah ada brankas di sini
replace-text = Brankas itu mungkin masih bisa dibuka, jadi Watchword bertanya sebelum menggantinya. Brankas lama tetap disimpan, tidak dihapus.
replace-by = Konfirmasi dengan
replace-by-pin =
    { $store ->
        [file] Frasa sandinya saat ini
       *[keyring] PIN-nya saat ini
    }
replace-by-key = Kunci pemulihannya
replace-by-word = Kata yang diketik
replace-type-word = Ketik “{ $word }” untuk mengonfirmasi

## Start with an empty vault

start-over-act = Buat brankas kosong…
start-over-title = Buat brankas kosong
start-over-text = Brankas lama tetap disimpan, tidak dihapus, tetapi akunnya tidak ada di brankas baru. Tanpa cadangan, setiap situs harus disiapkan lagi.
started-over = Brankas dibuat. Brankas lama tetap disimpan.

## Broken

broken-title = Brankas tidak dapat dibuka
broken-text = Tidak ada yang dihapus atau diubah.
try-again = Coba lagi

## Codes

codes-title = Kode
accounts = Akun
search = Cari akun
search-among =
    { $count ->
        [0] Cari
       *[other] Cari di { $count } akun
    }
lock = Kunci
next = berikutnya
next-code = Kode berikutnya
next-code-of = Kode berikutnya untuk { $name }
seed-missing = Kunci rahasia hilang
edit-account = Sunting { $name }
copied = Kode { $name } disalin
clears-in = terhapus dalam { $seconds } dtk
clipboard-cleared = Kode dihapus dari papan klip
moved = Dipindah ke urutan { $position } dari { $count }
nothing-found = Tidak ada akun yang cocok
nothing-found-text = Tekan Esc untuk menampilkan semua akun.
no-accounts = Belum ada akun
no-accounts-text = Lepaskan gambar kode QR ke jendela ini, atau tekan Ctrl+N.
no-backup = Anda belum punya cadangan.
no-backup-act = Buat kunci pemulihan
backup-failed = Pencadangan terakhir gagal.
older-copy = Ini salinan lama brankas Anda. Bisa dilihat, tetapi tidak bisa diubah.
older-copy-act = Pakai salinan ini
older-copy-ask = Lanjutkan dengan salinan lama ini?
older-copy-text = Keyring Anda mencatat versi yang lebih baru dari brankas ini. Jika Anda memilikinya, kembalikan versi itu. Apa pun yang ditambahkan atau diubah sesudahnya tidak ada di salinan ini. Penghitung melewati semua kode yang diketahui sudah dipakai. Jika situs menolak sebuah kode, pakai kode berikutnya.
was-older-copy = Ini tadinya salinan lama brankas Anda. Perubahan terbaru mungkin tidak ada.
counters-lost = Catatan penghitung tidak lengkap, jadi kode berbasis penghitung (HOTP) dihentikan sementara.
counters-lost-act = Lanjutkan tanpanya
counters-lost-ask = Lanjutkan tanpa catatan itu?
counters-lost-text = Jika Anda memiliki berkas counters.log, kembalikan berkas itu. Jika tidak, setiap penghitung melewati kode sebanyak yang diketahui hilang, sehingga tidak ada yang terulang. Jika tidak ada catatan berapa banyak yang sudah dipakai, kode berbasis penghitung bisa terulang. Jika situs menolak sebuah kode, pakai kode berikutnya.
repaired = Berkas brankas rusak. Watchword memperbaikinya dari salinan, dan tidak ada yang hilang.
seeds-missing = Kunci rahasia { $count } akun hilang.
seeds-missing-act = Pulihkan kunci rahasia
seeds-missing-text = Kunci pemulihan membuka cadangan brankas ini. Jika kunci rahasia itu ada di cadangan lain, pilih berkasnya. Cadangan itu mungkin memerlukan kunci pemulihan yang lebih lama.
seeds-missing-file-text = Mungkin ada cadangan yang masih memuat kunci rahasia itu. Pilih berkasnya, lalu ketik kunci pemulihannya.
seeds-missing-nowhere = Tidak satu pun cadangan ini memuat kunci rahasia yang hilang. Pilih berkas cadangan lain.

## Add

add-title = Tambah akun
add-drop = Lepaskan gambar QR
add-drop-text = dari aplikasi apa pun, di mana saja di jendela ini
add-screen = Pindai layar
add-screen-text = Semua kode QR yang terlihat
add-camera = Pakai kamera
add-camera-text = Arahkan kode QR ke kamera
add-paste = Tempel
add-paste-text = Gambar, tautan, atau beberapa tautan
add-files = Pilih berkas
add-files-text = Gambar, PDF, tautan, ekspor aplikasi lain
add-type = Masukkan manual
add-type-text = Jika situs menampilkan kunci rahasia sebagai teks
add-link = Atau tempel tautan
add-read = Lanjutkan
added =
    { $count ->
        [0] Tidak ada akun ditambahkan
       *[other] { $count } akun ditambahkan
    }

## Camera

camera-title = Kamera
camera-which = Kamera
camera-starting = Menyalakan kamera…
camera-looking = Arahkan kode QR ke kamera
camera-closer = Dekatkan kodenya
camera-steady = Tahan diam, di tempat terang
camera-off = Kamera mati
camera-again = Pindai lagi
camera-about = Kamera hanya menyala selama layar ini terbuka, dan berhenti pada kode pertama. Gambarnya tidak disimpan atau dikirim ke mana pun.

## Enter manually

typed-title = Masukkan manual
issuer = Situs atau layanan
issuer-hint = Nama yang akan Anda cari
account = Akun
secret = Kunci rahasia
secret-hint = Huruf dan angka 2 sampai 7. Spasi tidak berpengaruh.
kind = Jenis kode
kind-totp = Berbasis waktu (TOTP)
kind-hotp = Berbasis penghitung (HOTP)
kind-steam = Steam
algorithm = Algoritma
digits = Digit
period = Detik
counter = Penghitung
typed-check = Situs seharusnya menerima kode ini.
typed-waits = Kode akan muncul di sini sebelum Anda menyimpan.
typed-save = Tambah akun

## Review

review-title =
    { $count ->
        [0] Tidak ada akun ditemukan
       *[other] { $count } akun ditemukan
    }
review-encrypted = Ekspor terenkripsi
review-list = Akun yang ditemukan
origin-clipboard = Papan klip
origin-screen = Layar
origin-camera = Kamera
origin-drop = Seret dan lepas
origin-text = Teks
find-new = baru
find-duplicate = sudah ada
find-duplicate-text = Sudah ada di brankas Anda
find-conflict-text = Nama sama, kunci rahasia lain
batch = { $read } dari { $of } kode QR sudah terbaca. Tambahkan juga yang lain: ekspor baru lengkap jika semuanya terbaca.
batch-camera = Pindai berikutnya dengan kamera
unread = Tidak terbaca: { $count }
accept =
    { $count ->
        [0] Tambah akun
       *[other] Tambah { $count } akun
    }

## Review: search, filter, and what to do with each account

review-select =
    { $count ->
        [0] Pilih semua
       *[other] Pilih semua { $count }
    }
review-show = Tampilkan
review-all = Semua ({ $count })
review-new = Baru ({ $count })
review-duplicate = Sudah ada ({ $count })
review-same-secret = Kunci rahasia sama ({ $count })
review-same-name = Nama sama ({ $count })
review-shown = { $count } akun ditampilkan
find-same-secret = kunci sama
find-same-name = nama sama
find-note = Ada catatan
find-altered-text = Ada di brankas dengan pengaturan lain
find-ahead-text = Penghitung di brankas { $before }, di sini { $counter }
find-ahead-ticked = Menaikkan penghitung di brankas dari { $before } ke { $counter }
find-renamed-text = Ada di brankas sebagai { $name }
find-renamed-ticked = Mengganti nama { $name } di brankas
find-repeated-text = Juga ditemukan sebagai { $name }
find-namesake-text = Akun lain di sini bernama sama
find-resolve = Tindakan untuk { $name }
find-keep = Simpan keduanya
find-replace = Ganti, yang lama ke tempat sampah
accept-updates = Perbarui { $count } akun
updated = { $count } akun diperbarui
accept-both = Tambahkan { $adds }, perbarui { $updates }

## Duplicates

duplicates-title = Akun ganda
duplicates-act = Cari akun ganda
duplicates-act-text = Akun dengan kunci rahasia atau nama yang sama
duplicates-text = Pilih akun yang disimpan. Yang lain dipindahkan ke tempat sampah.
duplicates-same-codes = Kunci rahasia sama
duplicates-same-names = Nama sama, kode berbeda
duplicates-added = ditambahkan { $moment }
duplicates-counter = penghitung { $counter }
duplicates-going = ke tempat sampah
duplicates-trash =
    { $count ->
        [0] Pindahkan ke tempat sampah
       *[other] Pindahkan { $count } akun ke tempat sampah
    }
duplicates-trashed = { $count } akun dipindahkan ke tempat sampah
duplicates-none = Tidak ada akun ganda
duplicates-none-text = Setiap akun punya kunci rahasia dan nama sendiri.
## Report of an import

saving-percent = Menyimpan… { $percent } %
cancelling = Membatalkan…
origin-entry = { $source }, no. { $entry }
import-undone = Diurungkan. { $count } akun dipindahkan ke tempat sampah.
report-conflicts = Tidak ditambahkan, nama sama tetapi kunci rahasia lain: { $count }
report-replaced = Menggantikan akun bernama sama, yang kini ada di tempat sampah: { $count }
report-updated = Mendapat nama baru atau penghitung lebih tinggi: { $count }
report-already = Sudah ada di brankas Anda: { $count }
report-left-out = Tidak dipilih: { $count }
report-shortened = Tag atau catatan dipersingkat: { $count }
report-tags-shortened = Satu akun memuat paling banyak 16 tag, masing-masing 64 karakter. Sisanya tidak disimpan.
report-note-shortened = Satu catatan memuat paling banyak 10.000 karakter. Sisanya tidak disimpan.
report-save = Simpan laporan…
report-saved = Laporan disimpan

## Kata sandi berkas

file-password-title =
    { $origin ->
        [file] Kata sandi { $name }
       *[other] Kata sandi teks ini
    }
file-password-text = Dienkripsi oleh { $app }. Ketik kata sandinya, yang tidak disimpan Watchword.
file-password = Kata sandi
file-open = Buka

## Edit

edit-title = Sunting akun
fact-digits = { $digits } digit
fact-period = { $period } dtk
position = Urutan { $position } dari { $count }
move-up = Naikkan
move-down = Turunkan
show-qr = Tampilkan kode QR
show-qr-text = Untuk menambahkan akun ini di perangkat lain
qr-ask =
    { $store ->
        [file] Kode QR memuat kunci rahasia. Ketik frasa sandi untuk menampilkannya.
       *[keyring] Kode QR memuat kunci rahasia. Ketik PIN untuk menampilkannya.
    }
qr-warning = Siapa pun yang memotretnya dapat membuat kode Anda.
qr-alt = Kode QR dengan kunci rahasia { $name }
to-trash = Pindahkan ke tempat sampah
to-trash-text = Tidak ada yang dihapus sebelum tempat sampah dikosongkan
trashed = { $name } dipindahkan ke tempat sampah

## Trash

trash-title = Tempat sampah
trash-text = Akun tetap di sini sampai Anda mengosongkan tempat sampah.
trash-empty = Tempat sampah kosong
trash-count =
    { $count ->
        [0] Kosong
       *[other] { $count } akun
    }
untrash = Pulihkan { $name }
untrashed = { $name } dipulihkan
empty-trash = Kosongkan tempat sampah
empty-trash-ask = Hapus { $count } akun secara permanen?
empty-trash-text = Kunci rahasianya juga dihapus. Pastikan tidak ada situs yang masih meminta kode ini.

## Settings

settings-title = Pengaturan
security = Keamanan
lock-after = Kunci jika tidak dipakai selama
minutes = { $minutes } menit
never = Tidak pernah
clear-after = Hapus kode yang disalin setelah
seconds = { $seconds } detik
lock-when-minimised = Kunci saat diminimalkan
command-shares =
    { $store ->
        [file] Minta frasa sandi sekali saja di terminal
       *[keyring] Minta PIN sekali saja di terminal
    }
command-shares-text = Selama sepuluh menit setelah setiap perintah di sana, “watchword” memberi kode tanpa bertanya lagi, sampai brankas terkunci. Program apa pun yang berjalan di terminal itu juga bisa memperolehnya.
pin-for-codes =
    { $store ->
        [file] Minta frasa sandi untuk setiap kode
       *[keyring] Minta PIN untuk setiap kode
    }
pin-for-codes-text = Kode lalu ditampilkan paling lama 30 detik. Menu baki dan pencarian desktop tidak memuat akun yang meminta.
pin-for-account =
    { $store ->
        [file] Minta frasa sandi untuk tiap kode
       *[keyring] Minta PIN untuk tiap kode
    }
pin-for-code-ask =
    { $store ->
        [file] Ketik frasa sandi Anda untuk melihat kode akun ini, paling lama 30 detik.
       *[keyring] Ketik PIN Anda untuk melihat kode akun ini, paling lama 30 detik.
    }
asks-for-pin =
    { $store ->
        [file] Meminta frasa sandi
       *[keyring] Meminta PIN
    }
pin-stop-ask =
    { $store ->
        [file] Ketik frasa sandi Anda untuk kembali menampilkan kode tanpa memintanya.
       *[keyring] Ketik PIN Anda untuk kembali menampilkan kode tanpa memintanya.
    }
pin-stop-act = Berhenti meminta
copy-code = Salin kode
change-pin =
    { $store ->
        [file] Ubah frasa sandi
       *[keyring] Ubah PIN
    }
current-pin =
    { $store ->
        [file] Frasa sandi saat ini
       *[keyring] PIN saat ini
    }
pin-changed =
    { $store ->
        [file] Frasa sandi sudah diubah
       *[keyring] PIN sudah diubah
    }
backup = Cadangan
make-recovery-key = Buat kunci pemulihan
replace-recovery-key = Ganti kunci pemulihan
recovery-key-text = Setiap perubahan dicadangkan
save-backup = Simpan salinan cadangan
backup-newest = Cadangan terakhir: { $moment }
backup-folder = Cadangan disimpan di { $folder }
backup-saved = Cadangan disimpan
replaced-vaults = Brankas yang digantikan
replaced-vaults-text = Disimpan apa adanya sampai Anda menghapusnya.
replaced-vault-delete = Hapus brankas yang digantikan: { $name }
replaced-vault-ask = Hapus brankas ini secara permanen?
replaced-vault-ask-text = Digantikan: { $name }. Berkasnya dan kunci rahasianya di keyring akan dihapus. Setelah itu, hanya cadangan yang dapat memulihkan akunnya.
replaced-vault-act = Hapus permanen
replaced-vault-deleted = Brankas dihapus
appearance = Tampilan dan bahasa
theme = Tema
theme-system = Ikuti sistem
theme-light = Terang
theme-dark = Gelap
language = Bahasa
language-system = Ikuti sistem
updates = Pembaruan
check-for-updates = Periksa pembaruan
updates-text = Saat dijalankan, lalu sekali sehari, Watchword menanyakan kepada server pembaruannya apakah ada versi yang lebih baru. Server itu melihat alamat IP Anda, tetapi tidak melihat apa pun tentang akun Anda. Watchword tidak pernah memasang apa pun sendiri.
check-now = Periksa sekarang
checking-for-updates = Memeriksa…
no-update = Tidak ada versi yang lebih baru.
update-available = Versi { $version } tersedia.
open-update-page = Buka halaman
keys = Pintasan papan tik
key-type = Huruf
key-search = Cari
key-move = Bergerak di daftar
key-copy = Salin kode
key-copy-nth = Salin salah satu dari sembilan kode pertama
key-reorder = Pindahkan akun
key-paste = Tambahkan dari papan klip
about = Tentang
about-text =
    { $keyring ->
        [file] Watchword { $version }. Kunci rahasia disimpan dalam berkas, dilindungi frasa sandi Anda, dan tidak pernah meninggalkan komputer ini.
        [none] Watchword { $version }. Kunci rahasia disimpan terenkripsi di keyring komputer ini dan tidak pernah meninggalkannya.
       *[other] Watchword { $version }. Kunci rahasia disimpan terenkripsi di { $keyring } dan tidak pernah meninggalkan komputer ini.
    }

## Export

export-accounts = Ekspor akun
export-accounts-act = Ekspor akun…
export-accounts-text = Untuk dipakai di aplikasi lain
export-text = Menulis semua akun beserta kunci rahasianya ke berkas untuk aplikasi lain. Akun di tempat sampah tidak disertakan.
export-format = Format
export-aegis = Aegis, terenkripsi
export-aegis-text = Untuk Aegis di Android. Memuat semua akun.
export-2fas = 2FAS, terenkripsi
export-2fas-text = Untuk 2FAS di Android dan iOS
export-uri = Daftar tautan
export-uri-text = Untuk aplikasi yang membaca tautan otpauth. Memuat semua akun.
export-aegis-plain = Aegis, tanpa enkripsi
export-aegis-plain-text = Untuk aplikasi yang tidak bisa membuka berkas Aegis terenkripsi
export-2fas-plain = 2FAS, tanpa enkripsi
export-2fas-plain-text = Untuk aplikasi yang tidak bisa membuka berkas 2FAS terenkripsi
export-bitwarden = Bitwarden Authenticator
export-bitwarden-text = Untuk kode berbasis waktu (TOTP) dan Steam
export-google = Kode QR
export-google-text = Untuk Google Authenticator: satu gambar per sepuluh akun
export-google-pdf = Kode QR, sebagai PDF
export-google-pdf-text = Untuk Google Authenticator: halaman untuk dicetak atau dipindai dari layar
export-pdf = Lembar untuk dicetak
export-pdf-text = PDF dengan kode QR dan nama setiap akun
export-pskc = PSKC
export-pskc-text = Untuk server dan alat yang menerima token dalam PSKC (RFC 6030). Tanpa akun Steam.
export-password = Kata sandi, minimal 8 karakter
export-password-hint = Aplikasi lain akan memintanya.
export-password-again = Konfirmasi kata sandi
export-in-the-clear = Format ini tidak dienkripsi. Siapa pun yang memperoleh berkasnya dapat membuat kode Anda: hapus begitu aplikasi lain sudah membacanya.
export-act = Ekspor
exported = { $count } akun diekspor
export-left-out = Tidak diekspor: { $count }
export-without-tags = { $count } akun diekspor tanpa semua tagnya, karena format ini tidak punya tempat untuk itu.
export-without-note = { $count } akun diekspor tanpa catatannya, karena format ini tidak punya tempat untuk itu.

## Backups

backup-newest-count = Cadangan terakhir: { $moment }, berisi { $count } akun
backup-opens-with = Cadangan itu dibuka dengan kunci pemulihan Anda dari { $day }.
backup-opens-with-key = Cadangan itu dibuka dengan kunci pemulihan Anda.
passphrase-backup-last = Cadangan terakhir dengan frasa sandi: { $moment }, berisi { $count } akun, di { $folder }
no-backup-newest = Akun terbaru Anda belum ada dalam cadangan.
second-folder-add = Cadangkan ke folder kedua…
second-folder-text = Misalnya folder yang disinkronkan atau flashdisk USB
second-folder = Folder cadangan kedua
second-folder-chosen = Folder kedua dipakai
second-folder-written = Cadangan terakhir di sana: { $moment }
second-folder-next = Perubahan berikutnya dicadangkan ke sana.
second-folder-trouble =
    { $why ->
        [away] Tidak ditemukan sejak { $since }. Setelah folder itu ada lagi, perubahan berikutnya dicadangkan ke sana.
        [silent] Tidak merespons sejak { $since }. Setelah merespons, perubahan berikutnya dicadangkan ke sana.
        [full] Tidak ada ruang untuk cadangan sejak { $since }. Kosongkan sebagian ruang di sana, atau pilih folder lain.
        [denied] Watchword tidak diizinkan menulis di sana sejak { $since }. Periksa izinnya, atau pilih folder lain.
       *[failed] Pencadangan ke sana gagal sejak { $since }. Periksa disknya, atau pilih folder lain.
    }
second-folder-stop = Berhenti memakainya
second-folder-stopped = Dihentikan. Cadangan dalam folder itu tetap disimpan.
passphrase-backup = Cadangan dengan frasa sandi
passphrase-backup-act = Simpan cadangan dengan frasa sandi…
passphrase-backup-row = Bisa dibuka tanpa kunci pemulihan
passphrase-backup-text = Cadangan ini berisi semua akun dan kunci rahasianya, termasuk yang ada di tempat sampah. Siapa pun yang memiliki berkas dan frasa sandinya bisa mendapatkan kode Anda.
passphrase-backup-new = Frasa sandi, minimal 8 karakter
passphrase-backup-hint = Beberapa kata acak sulit ditebak. Jika Anda melupakannya, tidak ada yang bisa membuka cadangan ini.
passphrase-backup-again = Konfirmasi frasa sandi
passphrase-backup-save = Pilih berkas dan simpan
backup-passphrase = Frasa sandi cadangan
check-backup = Periksa cadangan
check-backup-act = Periksa cadangan…
check-backup-row = Apakah semuanya ada di dalamnya?
check-backup-text = Membuka sebuah cadangan dan membandingkannya dengan akun Anda. Tidak ada yang diubah.
check-backup-check = Periksa
check-backup-complete =
    { $count ->
        [0] Cadangan ini baik. Tidak ada akun dalam brankas Anda.
        [1] Cadangan ini berisi akun Anda.
       *[other] Cadangan ini berisi semua { $count } akun.
    }
check-backup-incomplete = Cadangan ini tidak lengkap.
check-backup-made = Dibuat: { $moment }.
check-backup-trash = Akun di tempat sampah juga dihitung.
check-backup-missing = Tidak ada dalam cadangan: { $count }
check-backup-different = Berbeda dalam cadangan: { $count }
check-backup-without-secret = Dalam cadangan tanpa kunci rahasianya: { $count }
check-backup-only = Hanya ada dalam cadangan: { $count }
check-backup-more = dan { $count } lagi
check-backup-again = Periksa cadangan lain
key-question = Apakah kunci pemulihan masih Anda simpan?
key-question-yes = Ya, periksa
key-question-new = Buat yang baru
key-question-later = Nanti saja
key-check-title = Periksa kunci pemulihan
key-check-text = Ketik kelompok terakhir kunci itu, atau seluruhnya, dari salinan Anda.
key-check-act = Periksa
key-checked = Kuncinya benar. Watchword akan bertanya lagi setahun lagi.
key-put-off = Watchword akan bertanya lagi sebulan lagi.

## Recovery key

recovery-title = Kunci pemulihan
recovery-text =
    { $store ->
        [file] Jika Anda kehilangan komputer ini atau lupa frasa sandi, kunci pemulihan mengembalikan akun Anda. Kunci ini hanya ditampilkan satu kali, jadi simpan di kertas atau di tempat yang aman.
       *[keyring] Jika Anda kehilangan komputer ini atau lupa PIN, kunci pemulihan mengembalikan akun Anda. Kunci ini hanya ditampilkan satu kali, jadi simpan di kertas atau di tempat yang aman.
    }
recovery-replaces = Kunci baru menggantikan kunci lama. Cadangan untuk kunci lama dihapus.
recovery-make = Tampilkan kunci pemulihan
recovery-keep = Tulis, cetak, atau simpan di luar komputer ini. Siapa pun yang memiliki kunci ini dan sebuah cadangan dapat memperoleh kode Anda.
recovery-alt = Kunci pemulihan dalam { $groups } kelompok, juga sebagai kode QR. Untuk membacanya sebagai teks, simpan atau salin.
recovery-save = Simpan ke berkas
recovery-copy = Salin
recovery-copied = Kunci pemulihan disalin
recovery-saved = Kunci pemulihan disimpan
recovery-pdf = Simpan PDF…
recovery-pdf-saved = Lembar pemulihan disimpan
recovery-print = Cetak…
recovery-printed = Lembar pemulihan dicetak
recovery-print-elsewhere = Untuk mencetak kunci, simpan sebagai PDF lalu cetak PDF itu.
last-group = Kelompok terakhir kunci
last-group-hint = Ketik dari salinan Anda, untuk memastikan bisa dibaca.
recovery-confirm = Sudah saya simpan
recovery-confirmed = Pencadangan aktif
later = Nanti

## Lembaran kertas

date-day =
    { $month ->
        [1] { $day } Januari { $year }
        [2] { $day } Februari { $year }
        [3] { $day } Maret { $year }
        [4] { $day } April { $year }
        [5] { $day } Mei { $year }
        [6] { $day } Juni { $year }
        [7] { $day } Juli { $year }
        [8] { $day } Agustus { $year }
        [9] { $day } September { $year }
        [10] { $day } Oktober { $year }
        [11] { $day } November { $year }
       *[12] { $day } Desember { $year }
    }
date-moment = { $date }, { $time }
paper-page = Halaman { $number } dari { $count }
paper-recovery = Kunci pemulihan Watchword
paper-recovery-made = Dibuat pada { $date }
paper-recovery-keep = Siapa pun yang memiliki kunci ini dan salah satu cadangan Anda dapat memperoleh kode Anda. Simpan lembar ini di tempat aman, jauh dari komputer Anda.
paper-recovery-qr = Kode QR kunci pemulihan
paper-recovery-opens-title = Yang dibukanya
paper-recovery-opens =
    { $store ->
        [file] Semua cadangan yang dibuat brankas Anda sejak { $date }, di komputer mana pun. Di tempat brankas berada, kunci ini juga menetapkan frasa sandi baru jika Anda lupa. Setelah Anda membuat kunci pemulihan lain, kunci ini hanya membuka cadangan lama yang Anda simpan.
       *[keyring] Semua cadangan yang dibuat brankas Anda sejak { $date }, di komputer mana pun. Di tempat brankas berada, kunci ini juga menetapkan PIN baru jika Anda lupa. Setelah Anda membuat kunci pemulihan lain, kunci ini hanya membuka cadangan lama yang Anda simpan.
    }
paper-recovery-with-title = Memulihkan dengan Watchword
paper-recovery-step-1 = Jalankan Watchword. Di komputer baru, pasang dahulu.
paper-recovery-step-2 = Pilih “{ restore-instead }”, lalu sebuah cadangan atau folder cadangan Anda.
paper-recovery-step-3 = Ketik kunci pemulihan.
paper-recovery-step-4 =
    { $store ->
        [file] Periksa cadangan mana yang ditemukan Watchword, lalu pilih frasa sandi baru.
       *[keyring] Periksa cadangan mana yang ditemukan Watchword, lalu pilih PIN baru.
    }
paper-recovery-forgot = Jika brankas masih ada, pilih “{ forgot }” saat Watchword memintanya, lalu ketik kunci ini.
paper-recovery-without-title = Memulihkan tanpa Watchword
paper-recovery-without = Cadangan adalah berkas dalam format age, yang juga dibuka program lain: lihat age-encryption.org. Ketik kunci ke dalam berkas teks, dalam satu baris dan tanpa spasi, lalu jalankan:
paper-recovery-command = age --decrypt -i kunci.txt cadangan.age
paper-recovery-shows = Perintah ini menampilkan setiap akun dengan kunci rahasianya dalam base32, yang diterima autentikator lain. Setelah itu, hapus berkas teks tersebut.
paper-recovery-where-title = Tempat cadangan saya
paper-recovery-where = Di komputer ini: { $folder }
paper-accounts = Akun di Watchword
paper-accounts-warning = Kode QR ini tidak dienkripsi: siapa pun yang melihatnya dapat membuat kodenya. Simpan lembar ini di tempat terkunci, dan hancurkan bila tidak diperlukan lagi.
paper-accounts-code = Kode QR akun { $number }, { $name }
paper-accounts-boxes = Karakter yang tampil sebagai kotak: { $characters }
paper-migration = Akun untuk Google Authenticator
paper-migration-how = Di menu Google Authenticator, pilih untuk mentransfer akun, lalu mengimpornya. Pindai kode-kode ini sesuai urutannya.
paper-migration-code = Kode QR { $number } dari { $count }

## Problems: what happened and what to do

problem-wrong-pin =
    { $store ->
        [file]
            { $wait_seconds ->
                [0] Frasa sandi salah. Coba lagi.
               *[other] Frasa sandi salah. Coba lagi dalam { $wait_seconds } detik.
            }
       *[keyring]
            { $wait_seconds ->
                [0] PIN salah. Coba lagi.
               *[other] PIN salah. Coba lagi dalam { $wait_seconds } detik.
            }
    }
problem-wait =
    { $store ->
        [file] Terlalu banyak frasa sandi salah. Coba lagi dalam { $seconds } detik.
       *[keyring] Terlalu banyak PIN salah. Coba lagi dalam { $seconds } detik.
    }
problem-too-many-pins =
    { $store ->
        [file] Terlalu banyak frasa sandi salah. Buka kunci Watchword di jendelanya; kunci pemulihan juga bisa dipakai di sana.
       *[keyring] Terlalu banyak PIN salah. Buka kunci Watchword di jendelanya; kunci pemulihan juga bisa dipakai di sana.
    }
problem-pin-too-short = Terlalu pendek. Pakai minimal { $minimum } karakter.
problem-pin-too-long = Terlalu panjang. Pakai paling banyak { $maximum } karakter.
problem-pin-too-common = Ini terlalu umum dan mudah ditebak. Pilih yang lain.
problem-pin-unchanged = Ini sudah Anda pakai. Pilih yang lain.
problem-pin-needs-letter = Organisasi Anda meminta paling sedikit satu karakter yang bukan angka. Tambahkan satu.
problem-pin-to-change =
    { $store ->
        [file] Organisasi Anda punya aturan baru untuk frasa sandi, dan waktu untuk mengganti frasa sandi Anda sudah habis. Gantilah untuk melihat kode Anda lagi.
       *[keyring] Organisasi Anda punya aturan baru untuk PIN, dan waktu untuk mengganti PIN Anda sudah habis. Gantilah untuk melihat kode Anda lagi.
    }
problem-locked = Watchword terkunci. Buka kuncinya, lalu coba lagi.
problem-no-keyring = Tidak ada keyring yang merespons di komputer ini. Jalankan atau pasang satu (GNOME Keyring atau KeePassXC di Linux), lalu coba lagi.
problem-keyring-locked = Keyring sistem Anda terkunci. Buka kuncinya, lalu coba lagi.
problem-keyring-changed = Brankas ini milik keyring lain, atau keyring-nya disetel ulang. Masuk sebagai pengguna yang membuat brankas ini, atau pulihkan cadangan.
problem-keyring-failed = Keyring sistem Anda melaporkan kesalahan: { $why }. Coba lagi; memulai ulang komputer mungkin membantu.
problem-keyring-late = Keyring masih menangani permintaan sebelumnya. Coba lagi sebentar lagi.
problem-keyring-cancelled = Anda membatalkan sebelum keyring menjawab. Tidak ada yang diubah. Jawab permintaannya, lalu coba lagi.
problem-keyring-silent = Keyring sistem Anda tidak merespons. Coba lagi; jika tidak membantu, keluar dari sesi lalu masuk lagi.
problem-damaged = Brankas rusak ({ $what }). Pulihkan cadangan.
problem-newer-format = Brankas ini dibuat oleh Watchword yang lebih baru (format { $format }). Perbarui Watchword.
problem-newer-needs = Brankas ini memakai fitur yang memerlukan Watchword yang lebih baru ({ $what }). Perbarui Watchword.
problem-no-memory =
    { $store ->
        [file] Memori kosong tidak cukup untuk memeriksa frasa sandi, jadi frasa sandi tidak dicoba. Tutup program lain, lalu coba lagi.
       *[keyring] Memori kosong tidak cukup untuk memeriksa PIN, jadi PIN tidak dicoba. Tutup program lain, lalu coba lagi.
    }
problem-older-copy = Ini salinan lama brankas, jadi tidak bisa diubah. Kembalikan salinan yang lebih baru, atau pilih yang ini di jendela, di atas daftar.
problem-busy = Watchword sedang memakai brankas ini di jendela atau terminal lain. Coba lagi sebentar lagi.
problem-cannot-write =
    { $reason ->
        [full] Disk penuh, jadi tidak ada yang diubah. Kosongkan ruang, lalu coba lagi.
        [denied] Watchword tidak diizinkan menulis ke foldernya, jadi tidak ada yang diubah. Periksa izinnya: { $detail }
       *[other] Watchword tidak dapat menulis ke disk, jadi tidak ada yang diubah: { $detail }. Coba lagi.
    }
problem-not-found = Akun ini sudah tidak ada. Mungkin akun ini dihapus di jendela atau terminal lain.
problem-seed-missing = Keyring tidak lagi menyimpan kunci rahasia akun ini. Pulihkan dari cadangan dengan kunci pemulihan Anda, atau tambahkan akun ini lagi.
problem-counter-exhausted = Penghitung sudah mencapai batasnya. Minta kode QR baru dari situs itu.
problem-counters-lost = Catatan penghitung yang terpakai, counters.log, tidak lengkap, jadi kode berikutnya bisa mengulang kode lama. Kembalikan berkasnya, atau lanjutkan tanpanya di jendela, di atas daftar.
problem-secret-empty = Kunci rahasia kosong. Ketik yang ditampilkan situs.
problem-secret-too-long = Kunci rahasia terlalu panjang. Pastikan hanya kunci rahasia yang diketik.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] Ini tampak seperti kunci heksadesimal, tetapi Watchword memerlukan base32: huruf dan angka 2 sampai 7. Cari bentuk base32-nya di situs, atau pindai kode QR-nya.
        [base64] Ini tampak seperti kunci base64, tetapi Watchword memerlukan base32: huruf dan angka 2 sampai 7. Cari bentuk base32-nya di situs, atau pindai kode QR-nya.
        [mistyped] Kunci base32 tidak memuat 0, 1, 8, atau 9. Bandingkan dengan situs: 0 mungkin huruf O, 1 mungkin I atau L, dan 8 mungkin B.
       *[otherwise] Kunci rahasia ditulis dalam base32: hanya huruf dan angka 2 sampai 7. Salin lagi dari situs, tanpa teks lain di sekitarnya.
    }
problem-digits-out-of-range = Kode terdiri dari 4 sampai 10 digit. Pilih angka dalam rentang itu.
problem-period-out-of-range = Periode adalah bilangan bulat detik. Pakai 1 atau lebih.
problem-counter-out-of-range = Penghitung adalah bilangan bulat. Pakai 0 atau lebih.
problem-steam-parameters = Kode Steam selalu 5 karakter, 30 detik, dan SHA-1, tetapi yang ini berbeda. Masukkan kunci rahasianya secara manual dan pilih sendiri jenis kodenya.
problem-setting-out-of-range = Pengaturan ini tidak bisa bernilai seperti itu. Pilih yang lain.
problem-name-too-long = Nama terlalu panjang. Pakai paling banyak { $limit } karakter.
problem-duplicate = Akun ini sudah Anda tambahkan: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] Ini alamat web, bukan akun. Buka di peramban.
        [wifi] Ini jaringan Wi-Fi, bukan akun. Pilih kode QR lain.
        [contact] Ini kontak, bukan akun. Pilih kode QR lain.
       *[text] Ini teks, bukan akun. Cari kode QR atau tautan yang diawali otpauth.
    }
problem-uri-malformed = Tautan tidak lengkap atau rusak. Salin lagi seluruh tautan.
problem-uri-unsupported = Watchword belum mendukung kode jenis ini: { $what }. Minta kode berbasis waktu (TOTP) dari situs, atau tetap pakai aplikasi asalnya.
problem-uri-parameter =
    { $fault ->
        [half_secret] Tautan ini hanya memuat separuh kunci rahasia. Tautan ini untuk pendaftaran dua langkah ({ $name }), dengan separuh lainnya dibuat oleh aplikasi. Minta token tanpa langkah kedua, atau daftarkan dengan privacyIDEA Authenticator.
        [twice] Tautan ini memuat “{ $name }” dua kali dengan nilai berbeda. Minta tautan baru dari situs.
       *[unknown] Tautan ini memuat “{ $name }”, yang mungkin mengubah kode dengan cara yang tidak didukung Watchword. Minta tautan standar dari situs, atau masukkan kunci rahasianya secara manual dan periksa kodenya di sana.
    }
problem-uri-trashed = Akun ini ada di tempat sampah aplikasi asalnya. Jika diperlukan, pulihkan di sana dan ekspor lagi.
problem-batch-damaged = Ekspor ini rusak. Ekspor lagi akunnya.
problem-file-damaged = Data ini rusak atau tidak lengkap. Ekspor lagi akunnya.
problem-file-newer = Ini ditulis oleh versi aplikasi lain yang lebih baru, dalam bentuk yang belum dikenal Watchword. Perbarui Watchword, atau ekspor akunnya dengan cara lain, misalnya kode QR.
problem-file-locked =
    { $lock ->
        [pgp] Ini terenkripsi dengan OpenPGP, yang tidak dapat dibuka Watchword. Ekspor lagi di aplikasi asalnya, dengan kata sandi atau tanpa enkripsi.
        [account] Ekspor ini hanya dapat dibuka oleh akun yang membuatnya. Ekspor lagi di aplikasi asalnya, dan pilih ekspor yang dilindungi kata sandi.
        [device] Ini terenkripsi dengan kunci yang tidak ada di dalamnya, misalnya kunci di ponsel atau kunci keamanan. Ekspor lagi di aplikasi asalnya, dengan kata sandi atau tanpa enkripsi.
        [folder] Ini hanya dapat dibaca bersama berkas lain di foldernya. Kemas seluruh folder menjadi berkas zip, lalu pilih berkas itu.
        [log] Perubahan terakhir basis data ini ada di berkas kedua. Tutup aplikasi pemiliknya, lalu salin lagi basis datanya.
       *[database] Ini basis data terenkripsi milik sebuah aplikasi. Buka di aplikasi itu, lalu ekspor akunnya dari sana.
    }
problem-file-too-costly = Membukanya akan memakan terlalu banyak memori atau waktu. Ekspor lagi akunnya, dengan setelan biasa aplikasi asalnya.
problem-file-too-large = Berkas ini melebihi batas { $megabytes } MiB. Ekspor akunnya saja, tanpa ikon atau lampiran.
problem-file-without-accounts = Ekspor ini tidak memuat akun dengan kode sekali pakai. Pastikan akunnya ada di aplikasi asalnya, lalu ekspor lagi.
problem-file-password-wrong = Kata sandi salah, atau berkasnya telah diubah. Coba lagi.
problem-file-password-missing = Ini terenkripsi, dan kata sandinya tidak diketik. Tambahkan lagi dengan kata sandinya; dalam skrip, berikan lewat “--password-stdin”.
problem-too-many-encrypted = Hanya { $limit } berkas terenkripsi, dengan total { $megabytes } MiB, yang dapat menunggu kata sandinya. Buka atau lewati dahulu berkas-berkas itu, lalu tambahkan lagi yang ini.
problem-export-unsupported =
    { $what ->
        [hotp] Aplikasi lain itu tidak mengenal kode berbasis penghitung (HOTP). Ekspor akun ini dalam format lain.
        [steam] Aplikasi lain itu tidak mengenal kode Steam. Ekspor akun ini dalam format lain.
        [digits] Aplikasi lain itu tidak mengenal kode sepanjang ini. Ekspor akun ini dalam format lain.
        [period] Aplikasi lain itu tidak bisa memakai periode akun ini. Ekspor akun ini dalam format lain.
        [counter] Aplikasi lain itu tidak bisa memuat penghitung setinggi ini. Ekspor akun ini dalam format lain.
       *[length] Kunci rahasia atau namanya terlalu panjang untuk kode QR. Ekspor akun ini dalam format lain.
    }
problem-export-nothing = Tidak ada akun yang bisa diekspor dalam format ini, jadi tidak ada berkas yang ditulis. Pilih format lain.
problem-export-password-short = Kata sandinya terlalu pendek. Pakai minimal { $minimum } karakter.
problem-export-exists = Sudah ada berkas bernama { $name }, jadi tidak ada yang ditulis. Pilih nama lain; di terminal, “--force” mengganti berkas itu.
problem-picture-too-large = Ini melebihi batas { $megapixels } megapiksel dan { $megabytes } MiB. Gunakan berkas yang lebih kecil, atau potong gambar hingga tersisa kode QR-nya.
problem-picture-damaged = Gambar rusak atau tidak lengkap. Simpan lagi gambarnya.
problem-not-a-picture =
    { $what ->
        [empty] Berkas ini kosong. Simpan atau ekspor lagi.
        [svg] Gambar SVG ini rusak atau terlalu rumit untuk ditampilkan. Jika peramban dapat menampilkannya, pindai layar.
        [web] Ini halaman web. Buka di peramban, lalu pindai layar.
        [image] Watchword tidak dapat membaca jenis gambar ini (misalnya HEIC, AVIF, atau ikon). Simpan sebagai PNG atau JPEG.
        [media] Ini berkas video atau audio. Jeda saat kode QR terlihat, lalu pindai layar.
        [archive] Ini arsip, misalnya berkas zip. Ekstrak lalu pilih berkas di dalamnya.
        [office] Ini dokumen perkantoran. Simpan sebagai PDF, atau buka dan pindai layar.
        [encrypted] Berkas ini terenkripsi dengan cara yang tidak dikenal Watchword. Ekspor akunnya dengan cara lain, misalnya kode QR atau daftar tautan otpauth. Jika ini cadangan Watchword, pulihkan cadangan itu.
        [export] Ini data program lain (JSON, XML, tabel, atau basis data), dalam bentuk yang tidak dikenal Watchword. Ekspor akunnya dengan cara lain, misalnya kode QR atau daftar tautan otpauth.
        [text] Teks ini tidak memuat tautan otpauth. Pilih gambar kode QR, PDF, daftar tautan otpauth, atau ekspor aplikasi lain.
       *[other] Ini bukan gambar, PDF, daftar tautan otpauth, ataupun ekspor yang dikenal Watchword. Pilih berkas lain.
    }
problem-no-code-found = Kode QR tidak ditemukan. Pastikan seluruh kode terlihat, dengan kotak di ketiga sudutnya.
problem-code-too-small = Kode QR terlalu kecil untuk dibaca. Perbesar halamannya, atau foto dari lebih dekat.
problem-code-unclear = Kode QR terlalu kabur atau rusak untuk dibaca. Pakai gambar yang lebih tajam, diambil lurus dari depan.
problem-pdf-encrypted = PDF ini memerlukan kata sandi. Buka di program lain, lalu pindai layar.
problem-pdf-damaged = PDF ini rusak atau terlalu besar untuk dibaca. Jika program lain dapat membukanya, pindai layar.
problem-pdf-too-long = Hanya { $pages } halaman pertama PDF ini yang dibaca. Simpan halaman lainnya sebagai PDF terpisah.
problem-no-code-on-screen = Kode QR tidak ditemukan di layar. Tampilkan kodenya tanpa tertutup apa pun, lalu coba lagi.
problem-screen-refused = Watchword tidak diizinkan membaca layar. Izinkan tangkapan layar di pengaturan privasi sistem lalu coba lagi, atau simpan gambarnya dan pilih berkasnya.
problem-screen-unavailable = Watchword tidak dapat membaca layar di sistem ini. Simpan gambarnya dan pilih berkasnya.
problem-camera-absent = Kamera tidak ditemukan. Sambungkan kamera, lalu coba lagi.
problem-camera-refused = Watchword tidak diizinkan memakai kamera. Izinkan di pengaturan sistem, lalu coba lagi.
problem-camera-busy = Program lain sedang memakai kamera. Tutup program itu, lalu coba lagi.
problem-camera-lost = Kamera tidak mengirim gambar. Pastikan kamera tersambung, lalu coba lagi.
problem-camera-unusable = Watchword tidak dapat memakai kamera ini. Coba kamera lain, atau simpan gambarnya dan pilih berkasnya.
problem-file-unreadable = Watchword tidak dapat membaca berkas itu. Pastikan berkasnya ada dan boleh Anda buka.
problem-address-not-fetched = Watchword tidak mengunduh gambar. Salin gambarnya, atau simpan lalu lepaskan berkasnya.
problem-drop-empty = Program lain itu tidak mengirim apa pun yang dapat dibaca Watchword. Simpan gambarnya lalu lepaskan berkasnya.
problem-clipboard-empty = Papan klip tidak berisi gambar maupun teks. Salin dahulu.
problem-clipboard-failed = Papan klip tidak merespons. Coba lagi, atau pilih berkas.
problem-clipboard-not-copied = Watchword tidak dapat memakai papan klip, jadi tidak ada yang disalin. Coba lagi.
problem-clipboard-only-windows = Di desktop ini, hanya program yang punya jendela yang dapat memakai papan klip. Salin dan tempel di jendela Watchword. Di terminal, “watchword code” menuliskan kode, dan “watchword scan” membaca berkas gambar.
problem-text-too-large = Teksnya terlalu panjang untuk dibaca sekaligus. Bagi menjadi beberapa bagian.
problem-too-many = Ini melebihi batas { $limit } sekaligus. Bagi menjadi beberapa bagian.
problem-nothing-selected = Tidak ada akun yang dipilih. Pilih setidaknya satu.
problem-nothing-to-undo = Impor ini tidak bisa diurungkan lagi. Untuk menyingkirkan akunnya, pindahkan ke tempat sampah.
problem-save-cancelled = Anda membatalkan sebelum ini tersimpan. Tidak ada yang ditambahkan.
problem-asks-for-pin =
    { $store ->
        [file] Akun ini meminta frasa sandi untuk tiap kode.
       *[keyring] Akun ini meminta PIN untuk tiap kode.
    }
problem-tags-or-note-too-long = Tag atau catatannya terlalu panjang. Pakai paling banyak 16 tag berisi 64 karakter, dan 10.000 karakter untuk catatan.
problem-recovery-key-malformed = Ini bukan kunci pemulihan yang lengkap. Periksa setiap kelompok.
problem-recovery-key-wrong = Kunci pemulihan ini milik brankas atau cadangan lain. Pakai kunci yang cocok.
problem-recovery-group-wrong = Itu bukan kelompok terakhir. Periksa salinan Anda dan ketik lagi.
problem-no-recovery-key = Brankas ini tidak punya kunci pemulihan.
problem-no-pending-key = Tidak ada kunci pemulihan baru untuk dikonfirmasi. Buat dahulu.
problem-backup-unreadable = Berkas ini bukan cadangan Watchword, atau rusak. Pilih yang lain.
problem-backup-forged = Cadangan ini tidak dibuat oleh Watchword Anda. Jangan dipakai.
problem-backup-failed = Watchword tidak dapat membuat cadangan. Buat kunci pemulihan baru, lalu coba lagi.
problem-backup-folder-empty = Tidak ada cadangan di folder ini. Pilih yang lain.
problem-backup-folder-large = Folder ini berisi terlalu banyak berkas. Salin cadangan ke folder tersendiri, lalu pilih folder itu.
problem-print-failed = Tidak ada yang dicetak. Periksa pencetak, atau simpan PDF saja.
problem-no-autostart = Mulai saat masuk tidak dapat diubah. Cari Watchword di daftar program desktop Anda yang mulai saat masuk.
problem-no-account-links = Program untuk tautan otpauth tidak dapat diubah. Pilih programnya di pengaturan aplikasi bawaan desktop Anda.
problem-typing-unsupported = Desktop ini tidak mengizinkan program mengetik. Tekan Enter untuk menyalin kodenya saja.
problem-typing-refused = Desktop tidak mengizinkan Watchword mengetik. Tekan Enter untuk menyalin kodenya saja.
problem-typing-moved = Jendela lain mendapat fokus, jadi kodenya tidak diketik, atau tidak seluruhnya. Coba lagi di tempat yang Anda perlukan.
problem-typing-failed = Kodenya tidak dapat diketik, atau tidak seluruhnya. Lepaskan semua tombol lalu coba lagi, atau tekan Enter untuk menyalinnya.
problem-no-palette = Palet tidak dapat dibuka di sini: perlu Linux, program jendela Watchword, dan proses yang dijalankan di desktop ini. Buka jendela Watchword, lalu coba lagi.
problem-backup-too-costly = Membuka berkas ini akan memakan terlalu banyak memori atau waktu. Pilih cadangan yang dibuat Watchword.
problem-backup-passphrase-wrong = Frasa sandi salah, atau cadangannya telah diubah. Coba lagi.
problem-backup-passphrase-short = Frasa sandi terlalu pendek. Pakai minimal { $minimum } karakter.
problem-second-folder-unusable = Watchword tidak dapat menyimpan cadangan di folder ini. Pilih folder di luar folder Watchword sendiri.
problem-vault-exists = Sudah ada brankas di sini, dan mungkin masih bisa dibuka. Buka kuncinya. Jika Anda ingin menggantinya, konfirmasi dengan PIN-nya, kunci pemulihannya, atau kata konfirmasi; di terminal, tambahkan “--replace”.
problem-no-vault = Tidak ada brankas di sini. Buat yang baru, atau pulihkan cadangan.
problem-word-wrong = Bukan itu katanya. Ketik persis seperti yang ditampilkan.
problem-update-off = Pemeriksaan pembaruan sedang nonaktif. Aktifkan dulu di Pengaturan.
problem-update-source = Watchword ini dibuat dengan alamat atau kunci pembaruan yang tidak berfungsi. Cari versi baru di tempat Anda mendapatkannya.
problem-update-unreachable = Server pembaruan tidak dapat dihubungi. Periksa koneksi internet Anda, lalu coba lagi.
problem-update-unreadable = Jawaban server pembaruan tidak dapat dibaca. Coba lagi nanti, atau lewat jaringan lain.
problem-update-signature = Jawaban server pembaruan tidak ditandatangani dengan kunci Watchword, jadi diabaikan. Coba lagi nanti, atau lewat jaringan lain.
problem-update-channel = Jawaban server pembaruan ditujukan untuk saluran rilis lain, jadi diabaikan. Coba lagi nanti.
problem-update-older = Server pembaruan menawarkan versi { $offered }, yang lebih lama daripada versi ini, jadi diabaikan. Coba lagi nanti.
problem-update-page = Peramban Anda tidak dapat dibuka. Buka sendiri alamat ini: { $page }
problem-set-by-organisation = Ini ditetapkan oleh organisasi Anda, jadi tidak dapat diubah di sini.
problem-not-allowed-by-organisation = Organisasi Anda tidak mengizinkan ini.
cli-policy-none = Tidak ada kebijakan yang ditetapkan di komputer ini.
cli-policy-from-vault = Kebijakan tidak dapat dibaca sekarang. Inilah pengaturan terakhir yang sah, yang disimpan brankas Anda.
cli-fault-not-roots = { $place } diabaikan karena bukan hanya root yang dapat mengubahnya. Jadikan milik root, dan hanya dapat ditulis oleh root.
cli-fault-unreadable = { $place } tidak dapat dibaca. Kebijakan terakhir yang sah tetap berlaku.
cli-fault-unparsable = { $place } tidak dapat dipahami, atau menyebut satu pengaturan dua kali. Kebijakan terakhir yang sah tetap berlaku.
cli-fault-unknown-key = { $place }: tidak ada pengaturan bernama { $key }.
cli-fault-malformed = { $place }: nilai { $key } tidak sesuai, jadi yang berlaku adalah yang disebut panduan administrator untuk hal itu.
cli-fault-machine-only = { $place }: { $key } hanya berlaku dalam kebijakan untuk seluruh komputer.
cli-provision-needs-file = Sebutkan berkas: tidak ada kebijakan yang menyebut folder berisi akun untuk Anda.
cli-audit-unreadable = { $file } tidak dapat dibaca, atau tidak ada log audit.
cli-audit-empty = Log ini kosong.
cli-audit-whole =
    { $first ->
        [0] Brankas { $vault }: tidak ada baris.
        [1] Brankas { $vault }: ke-{ $lines } baris ada semua, seperti saat ditulis.
       *[other] Brankas { $vault }: { $lines } baris, mulai nomor { $first }, ada seperti saat ditulis. Baris sebelumnya ada di berkas lain, atau dihapus.
    }
cli-audit-broken =
    { $fault ->
        [altered] Brankas { $vault }: baris { $line } diubah.
        [missing] Brankas { $vault }: ada baris yang hilang sebelum baris { $line }.
        [out-of-place] Brankas { $vault }: baris { $line } ditambahkan, atau dipindahkan ke sana.
        [other-vault] Brankas { $vault }: baris { $line } milik brankas lain.
        [too-long] Brankas { $vault }: baris { $line } terlalu panjang untuk ditulis oleh Watchword.
        [torn] Brankas { $vault }: log terputus di tengah baris { $line }.
        [cut-tail] Brankas { $vault }: akhir log hilang, mulai baris { $line }.
        [newer-format] Brankas { $vault }: baris { $line } ditulis oleh versi Watchword yang lebih baru. Periksa log dengan versi itu.
        [unreadable] Brankas { $vault }: log tidak dapat dibaca mulai baris { $line }.
       *[not-a-line] Brankas { $vault }: baris { $line } tidak ditulis oleh Watchword.
    }
replace-word = ganti
problem-internal = Ada kesalahan di Watchword, tetapi brankas Anda tidak berubah. Coba lagi.

## Settings: at hand

at-hand = Siap pakai
keep-in-tray = Simpan di baki
keep-in-tray-text = Ketika jendelanya ditutup, Watchword tetap di baki apa adanya: terbuka sampai terkunci.
keep-in-tray-none = Desktop ini tidak menampilkan baki, jadi menutup jendela mengunci Watchword dan keluar. Di GNOME, ekstensi “AppIndicator” menambahkan baki.
tray-copies = Akun di menu baki
tray-copies-text = Satu klik menyalin kodenya. Selama Watchword terbuka, setiap program Anda dapat membaca nama-nama ini dan menyalin kode-kode ini.
autostart = Mulai di baki ketika saya masuk
start-minimised = Mulai diminimalkan
start-minimised-text = Ketika Anda menjalankan Watchword, jendelanya diminimalkan. Desktop yang tidak dapat meminimalkan jendela, seperti sway, menampilkannya.
hotkey = Tombol pembuka palet
hotkey-text = Di program mana pun, tombol ini membuka jendela kecil: ketik sebagian nama, lalu Enter menyalin kodenya.
hotkey-bound = Tombol ini membuka palet di program mana pun: ketik sebagian nama, lalu Enter menyalin kodenya.
hotkey-taken = Program lain memakai tombol ini. Pilih yang lain.
hotkey-unsupported = Desktop ini tidak mengizinkan program mengambil tombol. Di pengaturan papan tiknya, Anda dapat memasang tombol pada perintah “watchword palette”.
hotkey-not-bound = Desktop tidak memasang tombol apa pun. Anda dapat memilihnya di pengaturan papan tiknya.
hotkey-invalid = Tombol ini tidak dapat dipakai. Pilih huruf, angka, atau tombol fungsi, dengan Ctrl, Alt, atau Super.
hotkey-none = Tidak ada
hotkey-press = Tekan tombolnya…
hotkey-clear = Hapus
hotkey-palette = Buka palet Watchword
hotkey-lock = Kunci Watchword dan tutup jendelanya
lock-hotkey = Tombol yang mengunci dan menutup jendela
enter-after-code = Tekan Enter setelah kode diketik
search-copies = Akun di pencarian desktop
search-copies-text = Di pencarian GNOME dan KDE, “otp” dan sebagian nama menemukan akun, dan memilihnya menyalin kodenya. Selama Watchword terbuka, setiap program Anda dapat menemukan nama-nama ini dan menyalin kode-kode ini.
account-links = Buka tautan otpauth dengan Watchword
account-links-text = Program lain, seperti peramban, membuka tautan seperti itu di sini, dan Anda memilih apa yang ditambahkan. Selagi dibuka, setiap program di komputer ini dapat membacanya, beserta rahasia di dalamnya.
no-tray-title = Tidak ada baki di sini
no-tray-text = Anda ingin Watchword tetap di baki, tetapi desktop ini tidak menampilkannya. Menutup jendela mengunci Watchword dan keluar, sekarang dan seterusnya.
no-tray-quit = Keluar

## The palette

palette = Palet Watchword
palette-keys = Enter menyalin kode, Shift+Enter mengetikkannya di tempat Anda tadi. Esc menutup.
palette-asks = Ketik kode ke “{ $program }”? Tekan Shift+Enter sekali lagi; setelah itu tidak ditanya lagi.
palette-typing = Mengetik…
palette-locked-keys = Enter membuka kunci. Esc menutup.
palette-pin-copies = Enter menyalin kode. Esc kembali.
palette-pin-types = Enter mengetikkan kode di tempat Anda tadi. Esc kembali.
palette-none = Tidak ada akun yang cocok.
palette-empty = Belum ada akun. Tambahkan di jendela Watchword.
palette-open-window = Buka dulu jendela Watchword. Belum ada brankas yang dapat dibuka, atau ada masalah dengan brankasnya.

## Outside the page

app-no-webview = Watchword memerlukan WebView2 Runtime, yang belum terpasang. Pasang dari microsoft.com (cari “WebView2 Runtime”), lalu jalankan Watchword lagi.
app-cannot-start = Watchword tidak dapat dijalankan: { $why }
app-window-crashes = Jendela Watchword terus-menerus berhenti mendadak sehingga tidak dapat ditampilkan. Akun Anda aman dan terkunci. Coba lagi, atau pasang pembaruan sistem untuk WebKitGTK, yang menampilkan jendela ini.
app-try-again = Coba lagi
app-quit = Keluar

## The tray’s icon and its menu

tray-locked = Watchword terkunci
tray-unlocked = Kunci Watchword terbuka
tray-unlock = Buka kunci…
tray-open = Buka
tray-lock = Kunci
tray-quit = Keluar
tray-copied = Kode disalin. Kode akan dihapus dalam { $seconds } detik.

## The command’s help

cli-about = Kode sekali pakai untuk masuk, dari brankas yang dibuka dengan PIN Anda
cli-vault = Pakai brankas di folder ini, bukan brankas Anda sendiri
cli-pin-stdin = Baca PIN atau frasa sandi dari baris pertama masukan standar
cli-json = Tampilkan data sebagai JSON
cli-init = Buat brankas
cli-init-file-store = Simpan kunci rahasia dalam berkas yang dilindungi frasa sandi minimal 12 karakter, untuk komputer tanpa keyring
cli-init-replace = Ganti brankas saat ini dengan yang kosong. Brankas lama tetap disimpan
cli-add = Tambah akun dari tautan, atau dari kunci rahasia yang Anda ketik
cli-add-uri = Tautan yang akan ditambahkan, misalnya “otpauth://…”. Orang lain dapat melihatnya di baris perintah, di “ps” dan riwayat shell; “-” membacanya dari masukan standar
cli-add-issuer = Situs atau layanan
cli-add-account = Nama akun
cli-add-kind = Jenis kode: berbasis waktu (TOTP), berbasis penghitung (HOTP), atau Steam
cli-add-algorithm = Algoritma
cli-add-digits = Banyaknya digit kode, 4 sampai 10
cli-add-period = Berapa detik sebuah kode berlaku
cli-add-counter = Penghitung kode berikutnya
cli-list = Tampilkan daftar akun
cli-code = Tampilkan satu kode
cli-code-query = Nama akun, sebagian namanya, atau ID-nya
cli-code-uri = Tautan sebagai ganti akun. Orang lain dapat melihatnya di baris perintah, di “ps” dan riwayat shell; “-” membacanya dari masukan standar
cli-code-at = Waktu untuk menghitung kode, bukan waktu sekarang
cli-code-copy = Salin juga kodenya, dan hapus seperti pada “copy”
cli-code-osc52 = Salin lewat terminal (OSC 52), untuk komputer yang Anda akses lewat SSH. Tidak semua terminal bisa
cli-copy = Salin kode, tunggu, lalu hapus dari papan klip
cli-copy-query = Nama akun, sebagian namanya, atau ID-nya
cli-copy-osc52 = Salin lewat terminal (OSC 52), untuk komputer yang Anda akses lewat SSH. Tidak semua terminal bisa
cli-verify = Periksa apakah sebuah kode valid
cli-verify-query = Nama akun, sebagian namanya, atau ID-nya
cli-verify-code = Kode yang diperiksa
cli-verify-uri = Tautan sebagai ganti akun. Orang lain dapat melihatnya di baris perintah, di “ps” dan riwayat shell; “-” membacanya dari masukan standar
cli-verify-window = Jumlah langkah waktu yang diterima di kedua sisi
cli-verify-at = Waktu untuk memeriksa kode, bukan waktu sekarang
cli-lock = Kunci brankas untuk jendela dan setiap terminal
cli-palette = Buka palet, yang menyalin kode atau mengetikkannya di tempat Anda tadi; pasang pada sebuah tombol
cli-policy = Tampilkan yang ditetapkan organisasi Anda, asalnya, dan yang ditolak
cli-provision = Tambahkan akun yang dibagikan organisasi Anda, masing-masing hanya sekali
cli-provision-files = Berkas-berkasnya: PSKC atau daftar tautan; tanpa berkas, yang ada di folder yang disebut kebijakan
cli-provision-password-stdin = Baca kunci atau frasa sandi berkas terenkripsi dari masukan standar
cli-audit = Periksa log audit organisasi
cli-audit-action = “verify” menemukan baris pertama yang diubah, dihapus, dipindahkan, atau ditambahkan
cli-audit-file = Log itu, jika bukan milik brankas ini
cli-status = Tampilkan apakah brankas terbuka, oleh apa, dan sampai kapan
cli-scan = Tampilkan teks kode QR di gambar dan PDF, di layar, atau di papan klip
cli-scan-images = Gambar dan PDF; “-” untuk masukan standar
cli-scan-screen = Baca layar, semua monitor
cli-scan-clipboard = Baca gambar di papan klip
cli-import = Tambahkan akun yang ada di berkas
cli-import-files = Gambar dan PDF berisi kode QR, daftar tautan, dan ekspor aplikasi lain
cli-import-from = Hanya terima berkas jenis ini; lihat “watchword formats”
cli-import-dry-run = Tampilkan isi berkas tanpa menambahkan apa pun. Tidak perlu brankas
cli-import-reveal = Bersama --dry-run, tampilkan juga kunci rahasianya
cli-import-password-stdin = Baca kata sandi berkas terenkripsi dari masukan standar, dari baris setelah PIN jika PIN juga ada di sana
cli-export = Tulis akun ke berkas untuk aplikasi lain
cli-export-query = Hanya akun ini: nama, sebagian nama, atau ID-nya
cli-export-to = Format berkas; “watchword formats” menunjukkan aplikasinya
cli-export-output = Berkas yang ditulis, sebagai pengganti keluaran standar
cli-export-password-stdin = Baca kata sandi untuk mengenkripsi berkas dari masukan standar, dari baris setelah PIN jika PIN juga ada di sana
cli-export-force = Ganti berkas yang sudah ada
cli-formats = Tampilkan daftar jenis berkas yang dibaca “import” dan ditulis “export”
cli-backup = Tulis cadangan ke berkas, atau periksa sebuah cadangan
cli-backup-file = Berkas yang ditulis atau diperiksa
cli-backup-check = Bandingkan berkas itu dengan brankas, tanpa menulis apa pun
cli-backup-passphrase = Enkripsi cadangan dengan frasa sandi yang Anda ketik, bukan dengan kunci pemulihan
cli-backup-passphrase-stdin = Sama, tetapi baca frasa sandi dari masukan standar, dari baris setelah PIN jika PIN juga ada di sana
cli-backup-force = Ganti berkas yang sudah ada
cli-restore = Buat brankas dari cadangan
cli-restore-file = Berkas cadangan, atau folder yang cadangan baik terbarunya diambil; cadangan brankas itu sendiri jika tidak disebutkan
cli-restore-file-store = Simpan kunci rahasia dalam berkas yang dilindungi frasa sandi minimal 12 karakter, untuk komputer tanpa keyring
cli-restore-replace = Ganti brankas saat ini, meskipun masih bisa dibuka. Brankas lama tetap disimpan

## The command

cli-ask-pin =
    { $store ->
        [file] Frasa sandi:
       *[keyring] PIN:
    }
cli-ask-new-pin =
    { $store ->
        [file] Frasa sandi baru:
       *[keyring] PIN baru:
    }
cli-ask-pin-again =
    { $store ->
        [file] Konfirmasi frasa sandi:
       *[keyring] Konfirmasi PIN:
    }
cli-ask-secret = Kunci rahasia:
cli-ask-file-password = Kata sandi { $name } ({ $app }):
cli-ask-export-password = Kata sandi untuk mengenkripsi berkas:
cli-ask-password-again = Konfirmasi kata sandi:
cli-ask-recovery-key = Kunci pemulihan:
cli-ask-backup-passphrase = Frasa sandi cadangan:
cli-no-passphrase = Tidak ada frasa sandi yang diketik. Tanpa terminal, berikan lewat masukan standar dengan --passphrase-stdin.
cli-backup-needs-key = Brankas ini tidak punya kunci pemulihan untuk mengenkripsi cadangan. Buat di jendela, atau tambahkan --passphrase.
cli-backed-up = { $count } akun dicadangkan, termasuk tempat sampah
cli-check-made =
    { $days ->
        [0] Cadangan ini dibuat hari ini.
        [1] Cadangan ini dibuat kemarin.
       *[other] Cadangan ini dibuat { $days } hari lalu.
    }
cli-check-complete = Cadangan ini berisi semua { $count } akun, termasuk tempat sampah.
cli-check-missing = Tidak ada dalam cadangan: { $name }
cli-check-different = Berbeda dalam cadangan: { $name }
cli-check-without-secret = Dalam cadangan tanpa kunci rahasianya: { $name }
cli-check-only = Hanya ada dalam cadangan: { $name }
cli-ask-replaced-pin =
    { $store ->
        [file] Sudah ada brankas di sini. Untuk menggantinya, ketik frasa sandinya saat ini:
       *[keyring] Sudah ada brankas di sini. Untuk menggantinya, ketik PIN-nya saat ini:
    }
cli-pins-differ = Keduanya tidak sama. Mulai lagi.
cli-no-pin-line = Tidak ada PIN di masukan standar. Tulis di sana sebagai baris pertama.
cli-no-terminal = Tidak ada PIN yang diketik. Tanpa terminal, berikan PIN lewat masukan standar dengan --pin-stdin.
cli-no-password = Tidak ada kata sandi yang diketik. Tanpa terminal, berikan lewat masukan standar dengan --password-stdin.
cli-no-line = Masukan standar berakhir terlalu cepat. Tulis yang kurang sebagai baris berikutnya.
cli-no-home = Folder rumah Anda tidak ditemukan. Masuk sebagai pengguna yang memilikinya.
cli-no-vault = Belum ada brankas. Buat dengan “watchword init”, atau pulihkan cadangan dengan “watchword restore”.
cli-made = Brankas dibuat. Tambahkan akun dengan “watchword add”. Pencadangan dimulai setelah Anda membuat kunci pemulihan di jendela.
cli-added = Akun ditambahkan
cli-empty = Belum ada akun. Tambahkan dengan “watchword add”.
cli-copied = { $name }: kode disalin. Kode akan dihapus dalam { $seconds } detik, atau langsung dengan Ctrl+C.
cli-live-no-terminal = Daftar ini butuh terminal. “watchword list” mencetak akun, “watchword help” menampilkan subperintah.
cli-live-search = Cari:
cli-live-hint = ↑↓ pilih · Enter menyalin · Ctrl+N kode berikutnya · Esc keluar
cli-live-copied = { $name }: disalin. Dihapus dalam { $seconds } dtk.
cli-live-sent = { $name }: dikirim ke papan klip terminal. Dihapus dalam { $seconds } dtk.
cli-live-none = Tidak ada akun yang cocok.
cli-live-draw = Enter: kode berikutnya
cli-live-pin = meminta PIN
cli-live-ask-pin = PIN untuk { $name } (Esc membatalkan):
cli-live-no-code = tanpa kode
cli-no-terminal-to-copy = Keluaran galat standar (stderr) bukan terminal, jadi tidak ada yang bisa disalin lewat sana. Jalankan perintah ini di terminal.
cli-code-neighbours = Sebelumnya: { $previous }. Berikutnya: { $next }, { $seconds } dtk lagi.
cli-locked = Terkunci.
cli-not-shared = Perintah dan jendela tidak berbagi brankas yang terbuka di sini: itu membutuhkan Linux dan folder untuk soket (XDG_RUNTIME_DIR). Kunci jendela dengan Ctrl+L.
cli-not-answered = Watchword berjalan, tetapi tidak menjawab. Brankas mungkin terbuka. Tutup jendelanya, atau coba lagi.
cli-waiting = Masih menunggu. Keyring mungkin meminta kata sandinya, atau Watchword sedang sibuk.
cli-status-alone = Tidak ada bagian Watchword yang berjalan, jadi tidak ada yang terbuka.
cli-status-locked =
    { $place ->
        [window] Terkunci. Jendelanya terbuka.
       *[alone] Terkunci. Jendelanya tertutup, dan Watchword menunggu sebentar di latar belakang.
    }
cli-status-unlocked =
    { $by ->
        [window] Dibuka di jendela sejak { $since }.
        [palette] Dibuka di palet sejak { $since }.
       *[command] Dibuka oleh sebuah perintah sejak { $since }.
    } { $locks ->
        [yes] Brankas terkunci pada { $until } jika jendelanya tidak dipakai.
       *[no] Brankas tidak terkunci dengan sendirinya.
    } { $place ->
        [window] Jendelanya terbuka.
       *[alone] Jendelanya tertutup; Watchword menjawab perintah di latar belakang.
    }
cli-none-found = Tidak ada akun yang cocok dengan “{ $query }”. “watchword list” menampilkan semuanya.
cli-several-found = Beberapa akun cocok dengan “{ $query }”. Tulis namanya lebih lengkap, atau ID-nya:
cli-valid =
    { $drift ->
        [0] Berlaku
       *[other] Berlaku, selisih: { $drift }
    }
cli-not-valid = Tidak berlaku
cli-uri-is-export = Tautan ini adalah ekspor akun. Simpan ke berkas dan pakai “watchword import”.
cli-imported = { $count } akun ditambahkan
cli-export-needs-output = Sebutkan berkasnya dengan --output. Keluaran standar hanya menerima ekspor jika bukan terminal, dan tidak bersama --json atau sebagai kode QR.
cli-export-not-encrypted = Format ini tidak dienkripsi, jadi tidak punya kata sandi. Pilih format terenkripsi, atau hilangkan --password-stdin.
cli-export-in-the-clear = Format ini tidak dienkripsi. Siapa pun yang memperoleh berkasnya dapat membuat kode Anda: hapus begitu aplikasi lain sudah membacanya.
cli-exported = { $count } akun diekspor
cli-skipped-duplicate = Sudah ditambahkan, mungkin dengan nama lain: { $issuer } { $account }
cli-skipped-conflict = Tidak ditambahkan: { $issuer } { $account } ada di brankas Anda dengan kunci rahasia lain. Jika Anda mau keduanya, tambahkan di jendela.
cli-batch-incomplete = { $read } dari { $of } kode QR ekspor terbaca. Impor juga yang lain: ekspor baru lengkap jika semuanya terbaca.
cli-other-format = Berkas ini “{ $found }”, bukan “{ $wanted }”.
cli-format-picture = Kode QR di gambar dan PDF
cli-format-plain = tanpa enkripsi
cli-format-encrypted = terenkripsi
cli-format-either = tanpa enkripsi atau terenkripsi
cli-format-exports = ekspor: { $names }
cli-restored = { $count } akun dipulihkan, termasuk tempat sampah
cli-restored-hotp = { $count } akun memakai kode berbasis penghitung (HOTP). Jika situs menolak sebuah kode, pakai kode berikutnya. Jika beberapa kode ditolak, minta situs itu menyinkronkan ulang.
cli-restored-without-seed = { $count } akun tidak punya kunci rahasia dalam cadangan ini. Pulihkan kunci rahasianya dari cadangan lain, di jendela.
cli-restore-needs-file = Tidak ada cadangan di sini. Sebutkan berkas cadangan, atau folder cadangan.
cli-restore-from = Memulihkan { $file }, dibuat pada { $moment }: { $count } akun
cli-restore-newer = Lebih baru, tetapi tidak dipakai: { $file }: { $why }
cli-repaired = Berkas brankas rusak. Watchword memperbaikinya dari salinan, dan tidak ada yang hilang.
cli-older-copy = Ini salinan lama brankas. Perubahan terbaru tidak ada, dan brankas ini tidak bisa diubah. Kembalikan salinan yang lebih baru, atau lanjutkan dengan yang ini di jendela.
cli-counters-lost = Catatan penghitung tidak lengkap, jadi kode berbasis penghitung (HOTP) dihentikan sementara. Lanjutkan tanpa catatan itu di jendela.
cli-output-failed = Keluaran tidak dapat ditulis: { $why }. Jika kode berbasis penghitung sudah dibuat, kode itu dianggap terpakai.

## What an organisation sets

policy-category = Watchword
policy-about = Pengaturan Watchword yang ditetapkan organisasi
policy-supported = Watchword di Windows 10 atau yang lebih baru
policy-if-allowed = Jika kebijakan ini Anda nonaktifkan, tidak seorang pun dapat melakukannya. Jika Anda aktifkan atau tidak Anda konfigurasikan, setiap pengguna menentukan sendiri.
policy-if-required = Jika kebijakan ini Anda aktifkan, aturan ini berlaku untuk semua pengguna. Jika Anda nonaktifkan atau tidak Anda konfigurasikan, setiap pengguna menentukan sendiri.
policy-limits-number = Bilangan bulat dari { $min } sampai { $max }.
policy-limits-text = Satu baris, paling banyak { $characters } karakter.
policy-limits-list = Paling banyak { $lines } baris, masing-masing paling banyak { $characters } karakter.
policy-lock-after-minutes = Kunci paling lambat setelah (menit)
policy-lock-after-minutes-help = Brankas terkunci setelah tidak dipakai selama sekian menit. Pengguna dapat memilih waktu yang lebih singkat, tetapi tidak yang lebih lama, dan tidak “Tidak pernah”. Jika tidak diatur, setiap pengguna memilih waktunya.
policy-lock-when-minimised = Kunci saat diminimalkan
policy-lock-when-minimised-help = Meminimalkan jendela mengunci brankas.
policy-pin-min-length = PIN terpendek (karakter)
policy-pin-min-length-help = Jumlah karakter paling sedikit dalam PIN. Pengguna dapat memilih PIN yang lebih panjang. Jika tidak diatur, PIN terdiri dari enam karakter atau lebih; angka yang lebih kecil di sini tidak mengubahnya.
policy-pin-needs-letter = Wajibkan PIN yang tidak hanya berisi angka
policy-pin-needs-letter-help = PIN harus memuat sedikitnya satu karakter yang bukan angka.
policy-pin-change-days = Batas hari untuk mengubah PIN yang melanggar aturan
policy-pin-change-days-help = Berapa hari waktu pengguna untuk mengubah PIN yang terlalu pendek atau tanpa huruf; 0 berarti harus segera diubah. Jika tidak diatur, waktunya 14 hari.
policy-pin-for-codes = Minta PIN untuk setiap kode
policy-pin-for-codes-help = Watchword meminta PIN sebelum memberikan kode.
policy-clipboard-seconds = Hapus kode yang disalin paling lambat setelah (detik)
policy-clipboard-seconds-help = Watchword menghapus kode yang disalin dari papan klip setelah sekian detik. Pengguna dapat memilih waktu yang lebih singkat, tetapi tidak yang lebih lama. Jika tidak diatur, setiap pengguna memilih waktunya; awalnya 30 detik.
policy-copy-allowed = Izinkan menyalin kode
policy-copy-allowed-help = Menentukan apakah pengguna dapat menyalin kode ke papan klip.
policy-screen-allowed = Izinkan membaca layar
policy-screen-allowed-help = Menentukan apakah pengguna dapat memindai kode QR di layar.
policy-camera-allowed = Izinkan kamera
policy-camera-allowed-help = Menentukan apakah pengguna dapat memindai kode QR dengan kamera.
policy-files-allowed = Izinkan menambahkan akun dari berkas
policy-files-allowed-help = Menentukan apakah pengguna dapat menambahkan akun dari berkas, seperti gambar dan hasil ekspor aplikasi lain.
policy-links-allowed = Izinkan menambahkan akun dari tautan
policy-links-allowed-help = Menentukan apakah pengguna dapat menambahkan akun dari tautan, termasuk tautan di terminal dan dalam teks yang disalin.
policy-export-allowed = Izinkan mengekspor akun
policy-export-allowed-help = Menentukan apakah pengguna dapat mengekspor akun beserta kunci rahasianya ke berkas untuk aplikasi lain.
policy-qr-code-allowed = Izinkan menampilkan kode QR
policy-qr-code-allowed-help = Menentukan apakah pengguna dapat menampilkan kode QR sebuah akun, yang memuat kunci rahasianya.
policy-other-backups-allowed = Izinkan cadangan di tempat lain
policy-other-backups-allowed-help = Menentukan apakah pengguna dapat menyimpan cadangan di luar folder Watchword sendiri.
policy-shared-session-allowed = Izinkan satu PIN untuk beberapa perintah
policy-shared-session-allowed-help = Menentukan apakah terminal tempat pengguna mengetik PIN dapat memperoleh kode lain tanpa PIN untuk sementara waktu.
policy-autostart-allowed = Izinkan mulai saat pengguna masuk
policy-autostart-allowed-help = Menentukan apakah Watchword dapat dimulai ketika pengguna masuk ke sistem.
policy-tray-allowed = Izinkan baki
policy-tray-allowed-help = Menentukan apakah Watchword dapat tetap di baki ketika jendelanya ditutup.
policy-search-allowed = Izinkan pencarian desktop
policy-search-allowed-help = Menentukan apakah pencarian desktop dapat menemukan akun dan menyalin kodenya.
policy-typing-allowed = Izinkan mengetikkan kode
policy-typing-allowed-help = Menentukan apakah Watchword dapat mengetikkan kode ke program lain.
policy-update-check = Periksa pembaruan
policy-update-check-help = Menentukan apakah Watchword bertanya kepada server pembaruannya sekali sehari, selama jendelanya terbuka, apakah ada versi yang lebih baru. Pengguna tidak dapat mengubahnya. Jika tidak diatur, setiap pengguna menentukan sendiri; awalnya pemeriksaan ini nonaktif.
policy-update-check-off = Nonaktif
policy-update-check-on = Aktif
policy-language = Bahasa
policy-language-help = Bahasa jendela dan perintah. Pengguna tidak dapat mengubahnya. Jika tidak diatur, setiap pengguna memilih sendiri.
policy-language-en = Inggris
policy-language-id = Indonesia
policy-language-it = Italia
policy-support-name = Nama organisasi Anda
policy-support-name-help = Nama organisasi Anda, seperti yang dikenal pengguna.
policy-support-contact = Kontak bantuan
policy-support-contact-help = Alamat atau nomor telepon layanan bantuan Anda.
policy-escrow-recipients = Penerima semua cadangan
policy-escrow-recipients-help = Kunci publik age, satu per baris. Watchword mengenkripsi setiap cadangan untuk kunci-kunci itu juga, jadi siapa pun yang punya salah satu kunci privatnya dapat membuka cadangan setiap pengguna.
policy-audit-log = Log audit
policy-audit-log-help = Tempat Watchword menulis log auditnya. Kunci rahasia dan kode tidak pernah ada di dalamnya. Jika tidak diatur, tidak ada log.
policy-audit-log-off = Nonaktif
policy-audit-log-file = Berkas
policy-audit-log-journald = Jurnal systemd (Linux)
policy-audit-log-syslog = Syslog (Linux dan macOS)
policy-audit-log-event-log = Log peristiwa (Windows)
policy-audit-file = Berkas log audit
policy-audit-file-help = Jalur absolut log audit, jika log itu berupa berkas.
policy-provisioning-folder = Folder berisi akun untuk pengguna
policy-provisioning-folder-help = Jalur absolut folder berisi akun yang diterima pengguna.

## Yang ditetapkan organisasi

organisation = Organisasi Anda
organisation-text =
    { $name ->
        [none] Sebagian pengaturan Watchword ditetapkan oleh organisasi Anda.
       *[other] Sebagian pengaturan Watchword ditetapkan oleh { $name }.
    }
organisation-contact = Bantuan: { $contact }
organisation-unreadable = Pengaturan organisasi Anda tidak dapat dibaca sekarang, jadi yang terakhir sah tetap berlaku. Beri tahu meja bantuan Anda.
organisation-refused = Sebagian yang ditetapkan organisasi Anda tidak dapat dipakai. Beri tahu meja bantuan Anda: “watchword policy” di terminal menyebutkan apa dan mengapa.
escrow-text =
    { $name ->
        [none] Organisasi Anda dapat membuka cadangan Anda, agar dapat memulihkan akun Anda.
       *[other] { $name } dapat membuka cadangan Anda, agar dapat memulihkan akun Anda.
    }
set-by-organisation = Ditetapkan oleh organisasi Anda
limited-by-organisation = Dibatasi oleh organisasi Anda
not-allowed = Organisasi Anda tidak mengizinkan ini
ask-help-desk = Untuk bantuan: { $contact }
audit-trouble = Log audit organisasi Anda tidak dapat ditulis saat ini. Anda dapat melanjutkan; beri tahu meja bantuan Anda.
pin-change-by =
    { $store ->
        [file] Organisasi Anda punya aturan baru untuk frasa sandi. Ganti frasa sandi Anda paling lambat { $day }.
       *[keyring] Organisasi Anda punya aturan baru untuk PIN. Ganti PIN Anda paling lambat { $day }.
    }
pin-change-overdue =
    { $store ->
        [file] Organisasi Anda punya aturan baru untuk frasa sandi. Ganti frasa sandi Anda untuk melihat kode Anda lagi.
       *[keyring] Organisasi Anda punya aturan baru untuk PIN. Ganti PIN Anda untuk melihat kode Anda lagi.
    }
