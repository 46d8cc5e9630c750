// The order of these imports is the order of the rules: the library's layer first, then ours
import './base.css';
import './library.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-600.css';
import './tokens.css';
import './mantine.css';
