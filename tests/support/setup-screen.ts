import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";

// A machine may be busy; what is waited for comes all the same.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom doesn't have: nothing is drawn, so nothing is scrolled, and there is room for everything.
Element.prototype.scrollIntoView = () => undefined;
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// jsdom has none; a checkbox or a radio button makes one when it is pressed.
Object.defineProperty(window, "PointerEvent", { value: MouseEvent });
