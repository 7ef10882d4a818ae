//! The pages' program: shows the page that `extension/boot.js` names.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Shows the page of that name; see [`askback::ui::start`].
    #[wasm_bindgen]
    pub fn start(page: &str) {
        console_error_panic_hook::set_once();
        askback::ui::start(page);
    }

    /// Gives the card its tab's ticket and its line to the reader; see [`askback::ui::hand_over`].
    #[wasm_bindgen]
    pub fn hand_over(ticket: String, port: web_sys::MessagePort) {
        askback::ui::hand_over(ticket, port);
    }
}

fn main() {}
