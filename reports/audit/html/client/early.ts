// Run before anything is drawn: what the script is going to hide is never laid out. When a script fails, everything is shown.
document.documentElement.classList.add("scripted");
addEventListener("error", () => {
  document.documentElement.classList.remove("scripted");
});
