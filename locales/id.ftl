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
keyring-is-asking = Watchword menunggu keyring sistem Anda. Mungkin ia meminta kata sandinya: cari jendelanya.
drop-here = Lepaskan di sini
reading =
    { $of ->
        [1] Membaca…
       *[other] Membaca { $read } dari { $of }…
    }
reading-cancelled = Dibatalkan. Tidak ada darinya yang diambil.

## Welcome, and every new PIN

welcome-title =
    { $store ->
        [file] Pilih frasa sandi
       *[keyring] Pilih PIN
    }
welcome-text =
    { $store ->
        [file] Frasa sandi membuka Watchword di komputer ini. Situs atau petugas mana pun tidak akan memintanya.
       *[keyring] PIN membuka Watchword di komputer ini. Situs atau petugas mana pun tidak akan memintanya.
    }
new-pin =
    { $store ->
        [file] Frasa sandi baru, minimal dua belas karakter
       *[keyring] PIN baru, minimal enam karakter
    }
pin-again =
    { $store ->
        [file] Frasa sandi yang sama sekali lagi
       *[keyring] PIN yang sama sekali lagi
    }
pin-differs = Keduanya tidak sama. Ketik ulang yang kedua.
pin-strength-0 = Mudah ditebak
pin-strength-1 = Lemah
pin-strength-2 = Cukup
pin-strength-3 = Baik
pin-strength-4 = Kuat
create = Buat brankas
creating = Membuat…
restore-instead = Pulihkan dari cadangan
sealed-in =
    { $keyring ->
        [file] Kunci rahasia disimpan dalam berkas di komputer ini, di balik frasa sandi Anda.
        [none] Kunci rahasia tersegel di keyring komputer ini.
       *[other] Kunci rahasia tersegel di { $keyring }.
    }

## Without a keyring

no-keyring-title = Tidak ada keyring
file-store-text = Sebagai gantinya, Watchword dapat menyimpan kunci rahasia dalam berkasnya sendiri. Frasa sandi lalu menggantikan PIN, dan hanya itu yang melindunginya dari siapa pun yang menyalin berkas itu.
file-store-act = Pakai berkas dan frasa sandi

## Unlock

unlock-title = Watchword terkunci
unlock-text =
    { $store ->
        [file] Tersimpan dalam berkas di balik frasa sandi Anda
       *[keyring] Tersegel di keyring komputer ini
    }
unlock = Buka kunci
unlocking = Memeriksa…
unconfirmed-key =
    { $earlier ->
        [yes] Watchword terkunci sebelum Anda mengonfirmasi kunci pemulihan baru. Kunci baru itu tidak membuka apa pun: buang, lalu buat lagi setelah membuka kunci. Kunci pemulihan Anda sebelumnya masih berlaku.
       *[no] Watchword terkunci sebelum Anda mengonfirmasi kunci pemulihan baru. Kunci itu tidak membuka apa pun: buang, lalu buat lagi setelah membuka kunci.
    }
wait-next = Bisa dicoba lagi dalam { $clock }.
refused-wait = PIN salah. Bisa dicoba lagi dalam { $clock }.
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
        [file] Kunci pemulihan membuka brankas Anda dan menetapkan frasa sandi baru.
       *[keyring] Kunci pemulihan membuka brankas Anda dan menetapkan PIN baru.
    }
forgot-without-key =
    { $store ->
        [file] Tanpa frasa sandi, brankas ini tetap tertutup. Jika Anda memiliki salah satu cadangannya dan kunci pemulihan yang disimpan bersamanya, pulihkan cadangan itu.
       *[keyring] Tanpa PIN, brankas ini tetap tertutup. Jika Anda memiliki salah satu cadangannya dan kunci pemulihan yang disimpan bersamanya, pulihkan cadangan itu.
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
restore-text = Anda memerlukan berkas cadangan dan kunci pemulihan yang disimpan bersamanya.
restore-act = Pulihkan cadangan…
puts-aside = Brankas yang ada di sini disisihkan, bukan dihapus.
choose-backup = Pilih berkas cadangan
choose-another-backup = Pilih cadangan lain…
restore = Pulihkan
restoring = Memulihkan…
restored = { $count } akun dipulihkan
restored-hotp = { $count } akun memakai penghitung. Jika situs menolak sebuah kode, minta kode berikutnya; jika beberapa kode gagal, minta situs itu menyinkronkan ulang.
restored-without-seed = { $count } akun kembali tanpa kunci rahasianya, karena tidak ada dalam cadangan ini. Kembalikan dari cadangan lain: caranya ada di atas daftar.
restored-aside = Brankas sebelumnya disisihkan. Hapus lewat Pengaturan, di bagian Cadangan, jika tidak diperlukan lagi.
restored-open = Buka brankas

## Where a vault is already

replace-title = Sudah ada brankas di sini
replace-text = Brankas itu mungkin masih bisa dibuka, jadi Watchword bertanya sebelum menyisihkannya. Tidak ada yang dihapus.
replace-by = Izinkan dengan
replace-by-pin =
    { $store ->
        [file] Frasa sandinya
       *[keyring] PIN-nya
    }
replace-by-key = Kunci pemulihannya
replace-by-word = Kata yang sengaja diketik
replace-type-word = Ketik “{ $word }”

## Start with an empty vault

start-over-act = Mulai dengan brankas kosong…
start-over-title = Mulai dengan brankas kosong
start-over-text = Yang ada di sini disisihkan, bukan dihapus. Kode dari brankas lama tidak ada di brankas baru: tanpa cadangan, setiap situs harus disiapkan lagi.
started-over = Brankas dibuat. Yang sebelumnya disisihkan.

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
next-code-of = Kode berikutnya { $name }
seed-missing = Kunci rahasianya hilang
edit-account = Sunting { $name }
copied = Kode { $name } disalin
clears-in = hilang dalam { $seconds } dtk
clipboard-cleared = Kode sudah dihapus dari papan klip
moved = Dipindah ke urutan { $position } dari { $count }
nothing-found = Tidak ada nama seperti itu
nothing-found-text = Esc menampilkan semua akun lagi.
no-accounts = Belum ada akun
no-accounts-text = Lepaskan gambar kode QR ke jendela ini, atau tekan Ctrl+N.
no-backup = Belum ada cadangan.
no-backup-act = Buat kunci pemulihan
backup-failed = Pencadangan terakhir gagal.
older-copy = Salinan lama brankas Anda. Bisa dibaca, tidak bisa diubah.
older-copy-act = Pakai salinan ini
older-copy-ask = Lanjutkan dengan salinan lama ini?
older-copy-text = Keyring pernah melihat versi brankas ini yang lebih baru. Jika Anda memilikinya, kembalikan yang itu. Yang ditambah atau diubah sejak itu tidak ada di salinan ini. Penghitung dimajukan melewati semua kode yang diketahui sudah dipakai; jika situs menolak sebuah kode, ambil kode berikutnya.
was-older-copy = Ini tadinya salinan lama brankas Anda. Perubahan terbaru mungkin tidak ada.
counters-lost = Catatan penghitung tidak lengkap. Kode berbasis penghitung (HOTP) tidak diberikan.
counters-lost-act = Lanjutkan tanpanya
counters-lost-ask = Lanjutkan tanpa catatan itu?
counters-lost-text = Jika Anda memiliki berkas counters.log, kembalikan berkas itu. Jika tidak, setiap penghitung dimajukan sebanyak kode yang diketahui hilang, sehingga tidak satu pun terulang. Jika tidak ada yang mencatat berapa banyak yang dipakai, sebuah kode bisa terulang: jika situs menolaknya, ambil kode berikutnya.
repaired = Berkas brankas rusak. Berkas itu diperbaiki dari salinannya; tidak ada yang hilang.
seeds-missing = Kunci rahasia { $count } akun hilang.
seeds-missing-act = Kembalikan
seeds-missing-text = Kunci pemulihan membuka cadangan milik brankas ini. Jika cadangan lain yang menyimpannya, pilih berkasnya: kunci pemulihannya mungkin kunci yang lebih lama.
seeds-missing-file-text = Sebuah cadangan mungkin masih menyimpannya. Pilih berkasnya, lalu ketik kunci pemulihan yang disimpan bersamanya.
seeds-missing-nowhere = Tidak satu pun cadangan ini memuat kunci rahasia yang hilang. Pilih berkas cadangan lain.

## Add

add-title = Tambah akun
add-drop = Lepaskan gambar QR
add-drop-text = dari aplikasi apa pun, di mana saja di jendela ini
add-screen = Baca layar
add-screen-text = Semua kode QR yang terlihat
add-camera = Pakai kamera
add-camera-text = Arahkan kodenya ke kamera
add-paste = Tempel
add-paste-text = Satu gambar, satu tautan, atau banyak
add-files = Pilih berkas
add-files-text = Gambar, PDF, atau daftar tautan
add-type = Ketik sendiri
add-type-text = Jika situs menampilkan kunci rahasia sebagai teks
add-link = Atau masukkan tautan di sini
add-read = Baca
added = { $count } akun ditambahkan

## Camera

camera-title = Kamera
camera-which = Kamera
camera-starting = Menyalakan kamera…
camera-looking = Arahkan kode QR ke kamera
camera-closer = Dekatkan kodenya
camera-steady = Tahan diam, di tempat terang
camera-off = Kamera mati
camera-again = Lihat lagi
camera-about = Kamera hanya menyala selama layar ini terbuka, dan berhenti pada kode pertama. Gambarnya tidak dikirim ke mana pun.

## Type it in

typed-title = Ketik sendiri
issuer = Situs atau layanan
issuer-hint = Nama yang akan Anda cari nanti
account = Akun
secret = Kunci rahasia
secret-hint = Huruf dan angka 2 sampai 7. Spasi tidak berpengaruh.
kind = Jenis kode
kind-totp = Menurut waktu
kind-hotp = Menurut penghitung
kind-steam = Steam
algorithm = Algoritma
digits = Digit
period = Detik
counter = Penghitung
typed-check = Situs seharusnya menerima kode ini.
typed-waits = Kode muncul di sini sebelum Anda menyimpan.
typed-save = Tambah akun

## Review

review-title =
    { $count ->
        [0] Tidak ada akun ditemukan
       *[other] { $count } akun ditemukan
    }
review-list = Yang ditemukan
origin-clipboard = Papan klip
origin-screen = Layar
origin-camera = Kamera
origin-drop = Dilepaskan
origin-text = Teks
find-new = baru
find-duplicate = sudah ada
find-conflict = bentrok
find-duplicate-text = Sudah ada di brankas Anda
find-conflict-text = Nama sama, kunci lain
batch = { $read } dari { $of } gambar terbaca. Tambahkan juga yang lain: semuanya bersama-sama memuat seluruh ekspor.
batch-camera = Cari berikutnya dengan kamera
unread = Tidak terbaca: { $count }
accept =
    { $count ->
        [0] Tambah akun
       *[other] Tambah { $count } akun
    }

## Edit

edit-title = Sunting akun
fact-digits = { $digits } digit
fact-period = { $period } dtk
position = Urutan { $position } dari { $count }
move-up = Naikkan
move-down = Turunkan
show-qr = Tampilkan kode QR
show-qr-text = Untuk membawa akun ke perangkat lain
qr-ask =
    { $store ->
        [file] Kode QR memuat kunci rahasia. Frasa sandi Anda menampilkannya.
       *[keyring] Kode QR memuat kunci rahasia. PIN Anda menampilkannya.
    }
qr-warning = Siapa pun yang memotretnya dapat membuat kode Anda.
qr-alt = Kode QR dengan kunci rahasia { $name }
to-trash = Pindahkan ke tempat sampah
to-trash-text = Tidak ada yang dihapus sebelum tempat sampah dikosongkan
trashed = { $name } ada di tempat sampah

## Trash

trash-title = Tempat sampah
trash-text = Akun tetap di sini sampai Anda mengosongkan tempat sampah.
trash-empty = Tempat sampah kosong
trash-count =
    { $count ->
        [0] Kosong
       *[other] { $count } akun
    }
untrash = Kembalikan { $name }
untrashed = { $name } sudah kembali
empty-trash = Kosongkan tempat sampah
empty-trash-ask = Hapus { $count } akun untuk selamanya?
empty-trash-text = Kunci rahasianya dihapus dari keyring. Pastikan tidak ada situs yang masih meminta kode ini.

## Settings

settings-title = Pengaturan
security = Keamanan
lock-after = Kunci jika tidak dipakai selama
minutes = { $minutes } menit
never = Jangan pernah
clear-after = Hapus kode yang disalin setelah
seconds = { $seconds } detik
lock-when-minimised = Kunci saat diminimalkan
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
recovery-key-stands = Setiap perubahan dicadangkan untuknya
save-backup = Simpan salinan cadangan
backup-newest = Cadangan terakhir: { $moment }
backup-folder = Cadangan disimpan di { $folder }
backup-saved = Cadangan disimpan
put-aside = Brankas yang disisihkan
put-aside-text = Disimpan apa adanya sampai Anda menghapusnya.
put-aside-delete = Hapus brankas yang disisihkan: { $name }
put-aside-ask = Hapus brankas ini untuk selamanya?
put-aside-ask-text = Disisihkan: { $name }. Berkasnya dan kunci rahasianya di keyring dihapus, dan hanya cadangan yang dapat mengembalikan akunnya.
put-aside-act = Hapus selamanya
put-aside-deleted = Brankas dihapus
appearance = Tampilan dan bahasa
theme = Tema
theme-system = Ikuti sistem
theme-light = Terang
theme-dark = Gelap
language = Bahasa
language-system = Ikuti sistem
keys = Tombol
key-type = Huruf
key-search = Cari
key-move = Bergerak di daftar
key-copy = Salin kode
key-copy-nth = Salin salah satu dari sembilan pertama
key-reorder = Pindahkan akun
key-paste = Baca papan klip
about = Tentang
about-text =
    { $keyring ->
        [file] Watchword { $version }. Kunci rahasia disimpan dalam berkas di balik frasa sandi Anda dan tidak pernah meninggalkan komputer ini.
        [none] Watchword { $version }. Kunci rahasia tersegel di keyring komputer ini dan tidak pernah meninggalkan komputer ini.
       *[other] Watchword { $version }. Kunci rahasia tersegel di { $keyring } dan tidak pernah meninggalkan komputer ini.
    }

## Recovery key

recovery-title = Kunci pemulihan
recovery-text = Jika komputer ini atau PIN Anda hilang, kunci pemulihan mengembalikan akun Anda. Kunci ini ditampilkan satu kali, untuk disimpan di kertas atau di tempat yang aman.
recovery-replaces = Kunci baru menggantikan yang lama, dan cadangan untuk kunci lama dihapus.
recovery-make = Tampilkan kunci pemulihan
recovery-keep = Tulis, cetak, atau simpan di luar komputer ini. Siapa pun yang memegangnya beserta sebuah cadangan memiliki akun Anda.
recovery-alt = Kunci pemulihan dalam { $groups } kelompok, juga sebagai kode QR. Simpan atau salin untuk membacanya sebagai teks.
recovery-save = Simpan ke berkas
recovery-copy = Salin
recovery-copied = Kunci pemulihan disalin
recovery-saved = Kunci pemulihan disimpan
last-group = Kelompok terakhir kunci itu
last-group-hint = Ketik dari yang Anda simpan, agar pasti bisa dibaca.
recovery-confirm = Sudah saya simpan
recovery-confirmed = Pencadangan aktif
put-off = Nanti

## Problems: what happened and what to do

problem-wrong-pin =
    { $wait_seconds ->
        [0] PIN salah. Coba lagi.
       *[other] PIN salah. Bisa dicoba lagi dalam { $wait_seconds } detik.
    }
problem-wait = Terlalu banyak PIN salah. Coba lagi dalam { $seconds } detik.
problem-too-many-pins = Terlalu banyak PIN salah di sini. Buka Watchword di jendelanya; kunci pemulihan juga bisa dipakai di sana.
problem-pin-too-short = Terlalu pendek. Pakai minimal { $minimum } karakter.
problem-pin-too-long = Terlalu panjang. Pakai paling banyak { $maximum } karakter.
problem-pin-too-common = Ini dipakai banyak orang, jadi dicoba paling dulu. Pilih yang lain.
problem-pin-unchanged = Ini yang Anda pakai sekarang. Pilih yang lain.
problem-locked = Watchword terkunci. Buka kuncinya dan coba lagi.
problem-no-keyring = Tidak ada keyring yang menjawab di komputer ini. Jalankan atau pasang satu (GNOME Keyring atau KWallet di Linux), lalu coba lagi.
problem-keyring-locked = Keyring sistem terkunci. Buka kuncinya dan coba lagi.
problem-keyring-changed = Brankas ini milik keyring lain, atau keyring-nya disetel ulang. Masuk sebagai pengguna yang membuatnya, atau pulihkan cadangan.
problem-keyring-failed = Keyring sistem gagal: { $why }. Coba lagi; memulai ulang komputer mungkin membantu.
problem-keyring-late = Keyring masih sibuk dengan permintaan sebelumnya. Coba lagi sebentar lagi.
problem-keyring-cancelled = Keyring tidak ditunggu, dan tidak ada yang diubah. Jawab pertanyaannya, lalu coba lagi.
problem-keyring-silent = Keyring sistem Anda tidak menjawab. Coba lagi; jika tetap begitu, keluar lalu masuk lagi ke komputer.
problem-damaged = Brankas rusak ({ $what }). Pulihkan cadangan.
problem-newer-format = Brankas ini dibuat oleh Watchword yang lebih baru (format { $format }). Perbarui Watchword.
problem-newer-needs = Brankas ini memakai sesuatu yang hanya dikenal Watchword yang lebih baru ({ $what }). Perbarui Watchword.
problem-no-memory = Memori kosong tidak cukup untuk memeriksa PIN. Belum ada yang dicoba. Tutup program lain, lalu coba lagi.
problem-older-copy = Ini salinan lama brankas, jadi tidak ada yang bisa diubah di dalamnya. Kembalikan salinan yang lebih baru, atau pilih yang ini di jendela, di atas daftar.
problem-busy = Watchword lain sedang memakai brankas. Coba lagi sebentar lagi.
problem-cannot-write =
    { $reason ->
        [full] Disk penuh, tidak ada yang diubah. Kosongkan ruang dan coba lagi.
        [denied] Watchword tidak boleh menulis ke foldernya, tidak ada yang diubah. Periksa izinnya: { $detail }
       *[other] Disk tidak dapat ditulisi, tidak ada yang diubah: { $detail }. Coba lagi.
    }
problem-not-found = Akun ini sudah tidak ada. Mungkin Watchword lain menghapusnya.
problem-seed-missing = Keyring tidak lagi menyimpan kunci rahasia akun ini. Dengan kunci pemulihan, cadangan mengembalikannya; atau tambahkan akun ini lagi.
problem-counter-exhausted = Penghitungnya sudah habis. Minta kode QR baru dari situs itu.
problem-counters-lost = Catatan penghitung yang terpakai, counters.log, tidak lengkap: kode berikutnya bisa mengulang kode lama. Kembalikan berkasnya, atau lanjutkan tanpanya di jendela, di atas daftar.
problem-secret-empty = Kunci rahasia kosong. Ketik yang ditampilkan situs.
problem-secret-too-long = Kunci rahasia terlalu panjang. Pastikan hanya kunci itu yang diketik.
problem-secret-not-base32 =
    { $looks ->
        [hexadecimal] Ini tampak seperti kunci heksadesimal, sedangkan Watchword membaca base32: huruf dan angka 2 sampai 7. Cari bentuk base32-nya di situs, atau pindai kode QR-nya.
        [base64] Ini tampak seperti kunci base64, sedangkan Watchword membaca base32: huruf dan angka 2 sampai 7. Cari bentuk base32-nya di situs, atau pindai kode QR-nya.
        [mistyped] Kunci base32 tidak memuat 0, 1, 8, atau 9. Bandingkan dengan situs: 0 mungkin huruf O, 1 mungkin I atau L, 8 mungkin B.
       *[otherwise] Kunci rahasia ditulis dalam base32: hanya huruf dan angka 2 sampai 7. Salin lagi dari situs, tanpa teks lain di sekitarnya.
    }
problem-digits-out-of-range = Kode terdiri dari 4 sampai 10 digit.
problem-period-out-of-range = Periode adalah bilangan bulat detik, minimal 1.
problem-counter-out-of-range = Penghitung adalah bilangan bulat, minimal 0.
problem-steam-parameters = Kode Steam selalu 5 karakter, 30 detik, dan SHA-1, tetapi yang ini berbeda. Ketik kunci rahasianya dan pilih sendiri jenis kodenya.
problem-setting-out-of-range = Pengaturan ini tidak bisa bernilai seperti itu. Pilih yang lain.
problem-name-too-long = Nama terlalu panjang. Pakai paling banyak { $limit } karakter.
problem-duplicate = Akun ini sudah ada: { $issuer } { $account }.
problem-uri-not-account =
    { $what ->
        [web] Ini alamat web, bukan akun. Buka di peramban.
        [wifi] Ini jaringan Wi-Fi, bukan akun.
        [contact] Ini kontak, bukan akun.
       *[text] Ini teks, bukan akun. Cari kode QR atau tautan yang diawali otpauth.
    }
problem-uri-malformed = Tautan tidak lengkap atau rusak. Salin lagi seluruhnya.
problem-uri-unsupported = Watchword belum dapat membuat kode jenis ini: { $what }. Minta kode berbasis waktu (TOTP) dari situs, atau tetap pakai aplikasi asalnya.
problem-uri-parameter =
    { $fault ->
        [half_secret] Tautan ini hanya memuat separuh kunci rahasia: tautan ini untuk pendaftaran dua langkah ({ $name }), dengan separuh lainnya dibuat oleh aplikasi. Minta token tanpa langkah kedua, atau daftarkan dengan privacyIDEA Authenticator.
        [twice] Tautan ini memuat “{ $name }” dua kali dengan nilai berbeda. Minta tautan baru dari situs.
       *[unknown] Tautan ini memuat “{ $name }”, yang mungkin mengubah kode dengan cara yang tidak didukung Watchword. Minta tautan standar dari situs, atau ketik kunci rahasianya dan periksa kodenya di sana.
    }
problem-uri-trashed = Akun ini ada di tempat sampah aplikasi asalnya. Keluarkan dari sana dan ekspor lagi jika diperlukan.
problem-batch-damaged = Ekspor ini rusak. Ekspor lagi akunnya.
problem-picture-too-large = Gambar terlalu besar. Yang dibaca paling besar { $megapixels } megapiksel dan { $megabytes } MiB; potong gambar sampai kodenya saja.
problem-picture-damaged = Gambar rusak atau tidak lengkap. Simpan lagi gambarnya.
problem-not-a-picture =
    { $what ->
        [empty] Berkas ini kosong. Simpan atau ekspor lagi.
        [svg] Gambar SVG ini tidak dapat ditampilkan: rusak, atau terlalu rumit. Jika peramban dapat menampilkannya, biarkan Watchword membaca layar.
        [web] Ini halaman web. Buka di peramban dan biarkan Watchword membaca layar.
        [image] Watchword tidak dapat membaca jenis gambar ini (HEIC, AVIF, ikon, dan sejenisnya). Simpan sebagai PNG atau JPEG.
        [media] Ini video atau suara. Jeda saat kode QR terlihat dan biarkan Watchword membaca layar.
        [archive] Ini arsip, misalnya berkas zip. Ekstrak lalu pilih berkas di dalamnya.
        [office] Ini dokumen perkantoran. Simpan sebagai PDF, atau buka dan biarkan Watchword membaca layar.
        [encrypted] Berkas ini terenkripsi, dan Watchword belum dapat membuka ekspor terenkripsi aplikasi lain. Ekspor kode QR atau daftar tautan otpauth saja; cadangan Watchword dipulihkan di layar awal.
        [export] Ini data program lain (JSON, XML, tabel, atau basis data), yang belum dapat dibaca Watchword. Ekspor kode QR atau daftar tautan otpauth saja.
        [text] Teks ini tidak memuat tautan otpauth. Pilih gambar kode QR, PDF, atau daftar tautan otpauth.
       *[other] Ini bukan gambar, PDF, ataupun daftar tautan otpauth. Pilih berkas lain.
    }
problem-no-code-found = Tidak ada kode QR di dalamnya. Seluruh kode harus ada, dengan ketiga sudutnya.
problem-code-too-small = Ada kode QR di dalamnya, tetapi terlalu kecil untuk dibaca. Perbesar halamannya, atau ambil gambar dari lebih dekat.
problem-code-unclear = Ada kode QR di dalamnya, tetapi terlalu kabur atau rusak untuk dibaca. Ambil gambar yang lebih tajam, lurus dari depan.
problem-pdf-encrypted = PDF ini meminta kata sandi. Buka dengan kata sandinya di program lain, lalu biarkan Watchword membaca layar.
problem-pdf-damaged = PDF ini tidak dapat dibaca: rusak, atau terlalu besar. Jika program lain dapat membukanya, biarkan Watchword membaca layar.
problem-pdf-too-long = Hanya { $pages } halaman pertama dari PDF ini yang dibaca. Simpan halaman lainnya sebagai PDF tersendiri.
problem-no-code-on-screen = Tidak ada kode QR di layar. Tampilkan kodenya tanpa tertutup apa pun, lalu coba lagi.
problem-screen-refused = Membaca layar tidak diizinkan. Izinkan tangkapan layar di pengaturan privasi sistem lalu coba lagi, atau simpan gambarnya dan pilih berkasnya.
problem-screen-unavailable = Layar tidak dapat dibaca di sistem ini. Simpan gambarnya dan pilih berkasnya.
problem-camera-absent = Tidak ada kamera. Sambungkan kamera lalu coba lagi.
problem-camera-refused = Kamera tidak boleh dipakai. Izinkan di pengaturan sistem, lalu coba lagi.
problem-camera-busy = Kamera sedang dipakai program lain. Tutup program itu lalu coba lagi.
problem-camera-lost = Kamera tidak mengirim gambar. Pastikan kamera tersambung, lalu coba lagi.
problem-camera-unusable = Kamera ini tidak dapat dipakai. Coba kamera lain, atau simpan gambarnya dan pilih berkasnya.
problem-file-unreadable = Berkas tidak dapat dibaca. Pastikan berkasnya ada dan boleh Anda buka.
problem-address-not-fetched = Watchword tidak mengambil alamat dari jaringan. Salin gambarnya, atau simpan lalu lepaskan berkasnya.
problem-drop-empty = Aplikasi lain itu tidak memberi apa pun yang dapat dibaca. Simpan gambarnya lalu lepaskan berkasnya.
problem-clipboard-empty = Papan klip tidak berisi gambar maupun teks. Salin dahulu.
problem-clipboard-failed = Papan klip tidak menjawab. Coba lagi, atau pilih berkas.
problem-clipboard-not-copied = Papan klip tidak dapat dipakai, jadi tidak ada yang disalin. Coba lagi.
problem-clipboard-only-windows = Desktop ini hanya mengizinkan program yang punya jendela memakai papan klip. Salin dan tempel di jendela Watchword. Di terminal, “watchword code” menuliskan kode, dan “watchword scan” membaca gambar dari berkas.
problem-too-many = Terlalu banyak sekaligus. Yang dibaca paling banyak { $limit }; lakukan bertahap.
problem-nothing-selected = Tidak ada akun yang dipilih. Pilih setidaknya satu.
problem-recovery-key-malformed = Kunci pemulihan ini tidak lengkap. Periksa setiap kelompok.
problem-recovery-key-wrong = Kunci pemulihan ini milik brankas atau cadangan lain.
problem-recovery-group-wrong = Itu bukan kelompok terakhir. Lihat yang Anda simpan dan ketik lagi.
problem-no-recovery-key = Brankas ini tidak punya kunci pemulihan.
problem-no-pending-key = Tidak ada kunci pemulihan baru untuk dikonfirmasi. Buat dahulu.
problem-backup-unreadable = Berkas ini bukan cadangan Watchword, atau rusak. Pilih yang lain.
problem-backup-forged = Cadangan ini tidak dibuat oleh Watchword Anda. Jangan dipakai.
problem-backup-failed = Cadangan tidak dapat dibuat. Buat kunci pemulihan baru, lalu coba lagi.
problem-vault-exists = Sudah ada brankas di sini, dan mungkin masih bisa dibuka. Buka kuncinya, atau izinkan penggantiannya: dengan PIN-nya, kunci pemulihannya, atau kata yang diminta (“--replace” di terminal).
problem-no-vault = Tidak ada brankas di sini. Buat yang baru, atau pulihkan cadangan.
problem-word-wrong = Bukan kata itu. Ketik persis seperti yang ditampilkan.
replace-word = ganti
problem-internal = Ada kesalahan di Watchword sendiri; brankas Anda tidak berubah. Coba lagi.

## Outside of the page

app-no-webview = Watchword memerlukan WebView2 Runtime, yang tidak ada di komputer ini. Pasang dari microsoft.com (cari “WebView2 Runtime”), lalu jalankan Watchword lagi.
app-cannot-start = Watchword tidak dapat dijalankan: { $why }
app-window-crashes = Jendela Watchword terus-menerus berhenti mendadak sehingga tidak dapat ditampilkan. Akun Anda aman dan terkunci. Coba lagi, atau pasang pembaruan sistem untuk WebKitGTK, yang menggambar jendela ini.
app-try-again = Coba lagi
app-quit = Keluar

## The command’s help

cli-about = Kode yang diminta situs saat Anda masuk, dari brankas yang dibuka dengan PIN
cli-vault = Folder brankas, sebagai ganti milik Anda sendiri
cli-pin-stdin = Ambil PIN dari baris pertama masukan standar
cli-json = Tulis data sebagai JSON
cli-init = Buat brankas
cli-init-file-store = Simpan kunci rahasia dalam berkas di balik frasa sandi minimal dua belas karakter, jika tidak ada keyring
cli-init-replace = Sisihkan brankas yang ada dan mulai dengan yang kosong
cli-add = Tambah akun: dari tautan, atau dengan mengetik kunci rahasianya
cli-add-uri = Tautan yang diawali otpauth. Baris perintah dapat dibaca orang lain, di “ps” dan riwayat shell: “-” membaca tautan dari masukan standar
cli-add-issuer = Situs atau layanan
cli-add-account = Milik siapa akunnya
cli-add-kind = Jenis kode: menurut waktu, menurut penghitung, atau Steam
cli-add-algorithm = Algoritma
cli-add-digits = Banyaknya digit kode, 4 sampai 10
cli-add-period = Berapa detik sebuah kode berlaku
cli-add-counter = Penghitung kode berikutnya
cli-list = Tampilkan daftar akun
cli-code = Tulis satu kode
cli-code-query = Nama akun, sebagian namanya, atau id-nya
cli-code-uri = Tautan sebagai ganti akun. Baris perintah dapat dibaca orang lain, di “ps” dan riwayat shell: “-” membaca tautan dari masukan standar
cli-code-at = Saat kode itu berlaku, sebagai ganti sekarang
cli-copy = Salin kode, tunggu, lalu hapus dari papan klip
cli-copy-query = Nama akun, sebagian namanya, atau id-nya
cli-verify = Periksa sebuah kode
cli-verify-query = Nama akun, sebagian namanya, atau id-nya
cli-verify-code = Kode
cli-verify-uri = Tautan sebagai ganti akun. Baris perintah dapat dibaca orang lain, di “ps” dan riwayat shell: “-” membaca tautan dari masukan standar
cli-verify-window = Berapa kode sebelum dan sesudahnya yang ikut diterima
cli-verify-at = Saat kode itu berlaku, sebagai ganti sekarang
cli-scan = Baca kode QR di gambar dan PDF
cli-scan-images = Gambar dan PDF; - untuk masukan standar
cli-scan-screen = Baca yang tampil di layar
cli-scan-clipboard = Baca gambar di papan klip
cli-import = Tambahkan akun yang ada di berkas
cli-import-files = Gambar dan PDF berisi kode QR, dan daftar tautan
cli-import-from = Hanya terima berkas jenis ini
cli-import-dry-run = Tampilkan isi berkas tanpa menambahkan apa pun. Tidak perlu brankas
cli-import-reveal = Tampilkan juga kunci rahasianya
cli-restore = Buat brankas dari cadangan
cli-restore-file = Berkas cadangan
cli-restore-file-store = Simpan kunci rahasia dalam berkas di balik frasa sandi minimal dua belas karakter, jika tidak ada keyring
cli-restore-replace = Sisihkan brankas yang ada, meskipun masih bisa dibuka

## The command

cli-ask-pin = PIN:
cli-ask-new-pin = PIN baru:
cli-ask-pin-again = PIN yang sama sekali lagi:
cli-ask-new-passphrase = Frasa sandi baru:
cli-ask-passphrase-again = Frasa sandi yang sama sekali lagi:
cli-ask-secret = Kunci rahasia:
cli-ask-recovery-key = Kunci pemulihan:
cli-ask-replaced-pin = Sudah ada brankas di sini. Untuk menyisihkannya, PIN-nya saat ini:
cli-pins-differ = Kedua PIN tidak sama. Mulai lagi.
cli-no-pin-line = Tidak ada PIN dari masukan standar. Tulis di sana sebagai baris pertama.
cli-no-terminal = Tidak ada PIN yang diketik. Jika tidak ada terminal, berikan lewat masukan standar dengan --pin-stdin.
cli-no-line = Masukan standar berakhir sebelum lengkap. Tulis yang kurang sebagai baris berikutnya.
cli-no-home = Folder rumah Anda tidak ditemukan. Masuk sebagai pengguna yang memilikinya.
cli-no-vault = Belum ada brankas. Buat dengan “watchword init”, atau kembalikan milik Anda dengan “watchword restore”.
cli-made = Brankas dibuat. Tambahkan akun dengan “watchword add”. Pencadangan dimulai setelah Anda membuat kunci pemulihan di jendela.
cli-added = Akun ditambahkan
cli-empty = Belum ada akun. Tambahkan dengan “watchword add”.
cli-copied = { $name }: kode disalin. Kode dihapus dalam { $seconds } detik, atau langsung dengan Ctrl+C.
cli-none-found = Tidak ada akun yang cocok dengan “{ $query }”. “watchword list” menampilkan semuanya.
cli-several-found = Ada beberapa akun yang cocok dengan “{ $query }”. Tulis namanya lebih lengkap, atau id-nya:
cli-valid =
    { $drift ->
        [0] Berlaku
       *[other] Berlaku, selisih: { $drift }
    }
cli-not-valid = Tidak berlaku
cli-uri-is-export = Tautan ini adalah ekspor akun. Simpan ke berkas dan pakai “watchword import”.
cli-imported = { $count } akun ditambahkan
cli-skipped-duplicate = Sudah ada di brankas Anda: { $issuer } { $account }
cli-skipped-conflict = Tidak ditambahkan: { $issuer } { $account } ada di brankas Anda dengan kunci lain. Tambahkan di jendela jika Anda mau keduanya.
cli-batch-incomplete = { $read } dari { $of } gambar ekspor terbaca. Impor juga yang lain: semuanya bersama-sama memuat seluruh akun.
cli-other-format = Berkas ini “{ $found }”, bukan “{ $wanted }”.
cli-restored = { $count } akun dipulihkan
cli-restored-hotp = { $count } akun memakai penghitung. Jika situs menolak sebuah kode, minta kode berikutnya; jika beberapa kode gagal, minta situs itu menyinkronkan ulang.
cli-restored-without-seed = Kunci rahasia { $count } akun tidak ada dalam cadangan ini. Pulihkan dari cadangan lain lewat jendela.
cli-repaired = Berkas brankas rusak. Watchword memperbaikinya dari salinannya; tidak ada yang hilang.
cli-older-copy = Ini salinan lama brankas: perubahan terbaru tidak ada, dan tidak ada yang bisa diubah. Kembalikan salinan yang lebih baru, atau lanjutkan dengan yang ini lewat jendela.
cli-counters-lost = Catatan penghitung tidak lengkap, jadi kode berbasis penghitung (HOTP) tidak diberikan. Lanjutkan tanpa catatan itu lewat jendela.
cli-output-failed = Keluaran tidak dapat ditulis: { $why }. Kode yang sudah diambil dianggap terpakai.
