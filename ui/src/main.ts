import "@fontsource-variable/inter/wght.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { connect } from "./backend/connect";
import "./shared/tokens.css";
import "./shared/base.css";

const target = document.getElementById("app");
if (target) void connect().then((backend) => mount(App, { target, props: { backend } }));
