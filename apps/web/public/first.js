// Sets the scheme before the first paint, so that a night shift is not dazzled; a file of its own, because the server allows no inline script
const choice = localStorage.getItem('millrace.scheme') ?? 'system';
const isDark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.scheme = isDark ? 'dark' : 'light';
