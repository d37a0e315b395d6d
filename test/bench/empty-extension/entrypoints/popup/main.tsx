import { render } from 'preact';

const root = document.getElementById('app');
if (root) render(<p class="line">Nothing to show</p>, root);
