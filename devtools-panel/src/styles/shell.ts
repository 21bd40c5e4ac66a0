// `!important` inside a shadow root wins over everything that the page says about the host, `* { all: unset }` included.
const host = `
:host { all: initial !important; direction: ltr !important; }
@media print { :host { display: none !important; } }
`

export const floatingHostCss = `${host}
:host { display: block !important; position: fixed !important; z-index: 2147483000 !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important; }
.launcher { position: fixed; right: 16px; bottom: 16px; display: flex; align-items: center; gap: 8px; }
.launcher[data-position='left'] { right: auto; left: 16px; }
.launcher[data-position='top'] { bottom: auto; top: 16px; }
.launcher p {
  margin: 0; padding: 6px 10px; border-radius: 8px; font: 12px/1.4 system-ui, sans-serif; color: #fff; background: #a3142b;
}
.launcher button {
  width: 40px; height: 40px; padding: 0; margin: 0; display: grid; place-items: center; cursor: pointer;
  border-radius: 12px; background: #1b1e27; border: 1px solid #5a6172;
  box-shadow: 0 1px 2px rgb(0 0 0 / .3), 0 6px 20px rgb(0 0 0 / .25); transition: transform .12s ease-out;
}
.launcher button:hover { transform: translateY(-1px); background: #272b37; }
.launcher button:focus-visible { outline: 3px solid #7c9cff; outline-offset: 2px; }
.launcher button[aria-busy='true'] { cursor: progress; }
@media (prefers-reduced-motion: reduce) { .launcher button { transition: none; } }
`

export const embeddedHostCss = `${host}
:host { display: block !important; position: relative !important; width: 100% !important; height: 100% !important; }
.container { height: 100%; }
`
