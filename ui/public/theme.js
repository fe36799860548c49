// The theme chosen last, before anything is painted: a page that reloads on locking must not flash.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // No storage here: the system's theme holds until the settings are read.
}
