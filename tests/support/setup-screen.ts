import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";

// A machine may be busy; what is waited for comes all the same.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has none; a checkbox or a radio button makes one when it is pressed.
Object.defineProperty(window, "PointerEvent", { value: MouseEvent });
