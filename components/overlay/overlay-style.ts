/**
 * The overlay's looks: the ledger paper of our popup, in px only and without custom properties or named fonts, which a page
 * could redefine under us (UX-55). `!important` on `:host` beats every rule and inline style of the page.
 */
export const overlayStyle = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0 auto auto 0!important;width:0!important;height:0!important;z-index:2147483647!important;pointer-events:none!important;color-scheme:light dark!important;unicode-bidi:isolate!important;cursor:auto!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box;margin:0;padding:0}
.box,.outline{position:fixed;color:light-dark(#1a211e,#e8ece8);font:13px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums;text-align:start;overflow-wrap:anywhere;cursor:auto}
.box{pointer-events:auto;border:1px solid light-dark(#85857a,#7c8882);border-radius:8px;background:light-dark(#fffefb,#1b201e);box-shadow:0 2px 4px #0002,0 8px 24px #0003}
.box[data-mode=card]{width:320px;max-width:calc(100vw - 16px);max-height:calc(100vh - 16px);overflow:auto}
.box[data-mode=line]{max-width:min(420px,calc(100vw - 16px))}
.box[data-mode=dot]{width:44px;height:44px;border-radius:22px}
button{font:inherit;color:inherit;background:none;border:0;text-align:start;cursor:pointer;border-radius:6px}
button:focus-visible{outline:2px solid light-dark(#0e6b58,#6fcdb2);outline-offset:-2px}
svg{display:block;flex:none}
.brief{display:flex;align-items:center;width:100%;height:100%;min-height:40px}
[data-mode=line] .brief{gap:8px;padding:0 14px 0 10px;border-radius:8px;font-weight:600}
[data-mode=line] .brief .headline{margin:8px 0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;text-wrap:balance}
[data-mode=dot] .brief{justify-content:center;position:relative;border-radius:22px}
[data-mode=dot] .brief .headline,[data-mode=dot] .more{display:none}
[data-mode=dot] .brief .state{position:absolute;right:-1px;bottom:-1px;padding:2px;border-radius:50%;background:light-dark(#fffefb,#1b201e)}
.head{display:flex;align-items:center;padding:4px 4px 4px 12px;border-bottom:3px double light-dark(#85857a,#7c8882)}
:host([data-dir=rtl]) .head{padding:4px 12px 4px 4px}
.name{flex:1;display:flex;align-items:center;gap:8px;min-height:32px;font-weight:600}
.close{width:32px;height:32px;display:grid;place-items:center;color:light-dark(#535d57,#a9b3ad)}
.body{padding:10px 12px 12px;display:grid;gap:8px}
.status{display:flex;flex-wrap:wrap;align-items:center;gap:2px 6px;font-size:12px}
.status bdi{font-weight:600;flex-basis:100%;font-size:13px}
.word{font-weight:600}
.soft{color:light-dark(#535d57,#a9b3ad)}
.body .headline{text-wrap:balance;font-weight:600;font-size:14px;line-height:1.35;width:100%}
button.headline{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px;min-height:24px}
.alarm{padding:8px 10px;border:1px solid light-dark(#a3261e,#ff9a90);border-radius:6px;background:light-dark(#fbece9,#38211f)}
ol{display:grid;gap:6px;list-style:none}
li{display:grid;grid-template-columns:22px 1fr}
li b{font-weight:600;color:light-dark(#535d57,#a9b3ad)}
.walk{display:grid;gap:6px}.count{font-size:12px;font-weight:600;color:light-dark(#0e6b58,#6fcdb2)}
.past,.next{color:light-dark(#535d57,#a9b3ad)}.past b{color:light-dark(#0e6b58,#6fcdb2)}.now{font-weight:600}.now .where{display:block;font-weight:400}
.wanted{white-space:pre-wrap}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
details summary{cursor:pointer;min-height:24px;font-weight:600}details ul{margin-top:4px;display:grid;gap:4px;padding-inline-start:16px;list-style:disc}details li{display:list-item}
.layer{display:block;inset:0 auto auto 0;width:0;height:0;border:0;overflow:visible;background:none;color:inherit}
.act{justify-self:start;min-height:32px;padding:4px 12px;background:light-dark(#0e6b58,#6fcdb2);color:light-dark(#fff,#06231c);font-weight:600}
.act:focus-visible{outline-offset:2px}
.acts{display:flex;flex-wrap:wrap;gap:6px}
.acts .plain{background:none;color:inherit;border:1px solid light-dark(#85857a,#7c8882)}
.ways{display:flex;flex-wrap:wrap;gap:0 4px;padding:2px 6px 4px;border-top:1px solid light-dark(#dedbd0,#323936);font-size:12px}
.ways button{min-height:28px;padding:2px 6px;color:light-dark(#535d57,#a9b3ad)}
.ways button:hover,.close:hover,.brief:hover{background:light-dark(#f1efe7,#232927)}
[data-mode=line][data-alarm]{border:2px solid light-dark(#a3261e,#ff9a90);background:light-dark(#fbece9,#38211f)}
.outline{border:3px solid light-dark(#0e6b58,#6fcdb2);border-radius:8px;box-shadow:0 0 0 2px light-dark(#fffefb,#141816);pointer-events:none}
.outline[data-status=needs_you]{border-style:dashed}
[data-status=needs_you] .state,[data-status=needs_you] .word,.outline[data-status=needs_you]{color:light-dark(#a3261e,#ff9a90);border-color:currentColor}
[data-status=waiting] .state,[data-status=waiting] .word{color:light-dark(#7a5200,#e5b567)}
[data-status=unknown] .state,[data-status=unknown] .word{color:light-dark(#67479a,#c5abf3)}
[data-status=offline] .state,[data-status=offline] .word{color:light-dark(#4c5865,#a8b4c0)}
[data-status=connected] .state,[data-status=connected] .word,[data-status=pending] .state,[data-status=pending] .word{color:light-dark(#0e6b58,#6fcdb2)}
[data-status=paused] .state,[data-status=paused] .word{color:light-dark(#535d57,#a9b3ad)}
@media (forced-colors:active){.box,.outline{border-color:CanvasText}button:focus-visible{outline-color:Highlight}.act,.acts .plain{border:1px solid ButtonText}}
`;
