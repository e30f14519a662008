//! What the window shows, and hands to work it with.
//!
//! Things are found by CSS selectors in which `@name` stands for `[data-testid="name"]`, the stable
//! hooks of the window. Whatever is asked for is waited for.

use std::fs;
use std::path::Path;

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};

use crate::pictures::failure_picture;
use crate::{Error, PATIENCE, Result, keys, until};

/// The page in the application's window.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
}

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Waits until this can be seen.
    pub async fn wait_for(&self, selector: &str) -> Result {
        self.find(selector).await.map(drop)
    }

    /// Waits until nothing of this kind can be seen.
    pub async fn wait_until_gone(&self, selector: &str) -> Result {
        self.wait(&format!("{selector} to go"), async || {
            match self.texts(selector).await {
                Ok(texts) if texts.is_empty() => Ok(()),
                Ok(texts) => Err(format!("there is {texts:?}")),
                Err(error) => Err(error.to_string()),
            }
        })
        .await
    }

    /// Waits until the text of this contains `part`, and gives the whole text.
    pub async fn wait_for_text(&self, selector: &str, part: &str) -> Result<String> {
        self.wait(&format!("“{part}” in {selector}"), async || {
            let texts = self.texts(selector).await;
            let texts = texts.map_err(|error| error.to_string())?;
            let found = texts.iter().find(|text| text.contains(part));
            found.cloned().ok_or_else(|| format!("there is {texts:?}"))
        })
        .await
    }

    /// Waits until the whole text of the first of this kind is `text`.
    pub async fn wait_for_whole_text(&self, selector: &str, text: &str) -> Result {
        self.wait(&format!("“{text}” as {selector}"), async || {
            let texts = self.texts(selector).await;
            let texts = texts.map_err(|error| error.to_string())?;
            if texts.first().is_some_and(|first| first == text) {
                Ok(())
            } else {
                Err(format!("there is {texts:?}"))
            }
        })
        .await
    }

    /// Waits until exactly this many of a kind can be seen, and gives their texts.
    pub async fn wait_for_count(&self, selector: &str, count: usize) -> Result<Vec<String>> {
        self.wait(&format!("{count} of {selector}"), async || {
            let texts = self.texts(selector).await;
            let texts = texts.map_err(|error| error.to_string())?;
            if texts.len() == count {
                Ok(texts)
            } else {
                Err(format!("there are {}: {texts:?}", texts.len()))
            }
        })
        .await
    }

    /// The text of the first of this kind that can be seen.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.wait_for_text(selector, "").await
    }

    /// The texts of all of this kind that can be seen now, with blanks and line breaks as one blank.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .filter((element) => element.checkVisibility())
            .map((element) => element.innerText.replace(/\\s+/g, ' ').trim());";
        let texts = self.run(script, vec![json!(css(selector))]).await?;
        Ok(serde_json::from_value(texts)?)
    }

    /// An attribute of the first of this kind that can be seen.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        Ok(self.find(selector).await?.attr(name).await?)
    }

    /// What stands in a field.
    pub async fn value(&self, selector: &str) -> Result<String> {
        let value = self.find(selector).await?.prop("value").await?;
        Ok(value.unwrap_or_default())
    }

    pub async fn click(&self, selector: &str) -> Result {
        // What is found may be replaced by a newer rendering before it is clicked.
        self.wait(&format!("a click on {selector}"), async || {
            let element = self.find_now(selector, "").await?;
            element.click().await.map_err(told)
        })
        .await
    }

    /// Clicks the first of this kind whose text contains `part`.
    pub async fn click_text(&self, selector: &str, part: &str) -> Result {
        let what = format!("a click on “{part}” of {selector}");
        self.wait(&what, async || {
            let element = self.find_now(selector, part).await?;
            element.click().await.map_err(told)
        })
        .await
    }

    /// Replaces what stands in a field, as by typing.
    pub async fn fill(&self, selector: &str, text: &str) -> Result {
        let field = self.find(selector).await?;
        field.clear().await?;
        if !text.is_empty() {
            field.send_keys(text).await?;
        }
        Ok(())
    }

    /// Presses a key, such as `s`, with the focus where it is.
    pub async fn press(&self, key: char) -> Result {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) -> Result {
        for letter in text.chars() {
            self.press(letter).await?;
        }
        Ok(())
    }

    /// Presses a key while Control is down.
    pub async fn press_with_control(&self, key: char) -> Result {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down {
                value: keys::CONTROL,
            })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up {
                value: keys::CONTROL,
            });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Waits for the session of this title in the programme, and gives the selector of its row.
    pub async fn row_of(&self, title: &str) -> Result<String> {
        let script = format!(
            "return [...document.querySelectorAll('{}')]
                .find((element) => element.innerText.trim() === arguments[0])
                ?.closest('{}').dataset.sessionId ?? null;",
            css("@session-title"),
            css("@session-row"),
        );
        self.wait(&format!("a row of “{title}”"), async || {
            let id = self.run(&script, vec![json!(title)]).await;
            match id.map_err(|error| error.to_string())? {
                Value::String(id) => Ok(format!("@session-row[data-session-id=\"{id}\"]")),
                _ => Err("there is none".to_owned()),
            }
        })
        .await
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Makes the page itself, without the window's frame, so large in pixels.
    pub async fn set_size(&self, width: u32, height: u32) -> Result {
        let what = format!("a page of {width} × {height}");
        let (mut outer_width, mut outer_height) = (width, height);
        self.wait(&what, async || {
            let resized = self.client.set_window_size(outer_width, outer_height).await;
            resized.map_err(told)?;
            let inner = self
                .run("return [innerWidth, innerHeight];", Vec::new())
                .await
                .and_then(|inner| Ok(serde_json::from_value::<(u32, u32)>(inner)?))
                .map_err(|error| error.to_string())?;
            if inner == (width, height) {
                return Ok(());
            }
            outer_width = (outer_width + width).saturating_sub(inner.0);
            outer_height = (outer_height + height).saturating_sub(inner.1);
            Err(format!("it is {inner:?}"))
        })
        .await
    }

    /// Writes a picture of the page, a PNG, once it has come to rest.
    pub async fn take_picture(&self, path: &Path) -> Result {
        let mut before = Vec::new();
        let png = until("the page to come to rest", PATIENCE, async || {
            let png = self.client.screenshot().await.map_err(told)?;
            if png == before {
                return Ok(png);
            }
            before = png;
            Err("it still changes".to_owned())
        })
        .await?;
        fs::write(path, png).map_err(Error::file("write", path))
    }

    async fn find(&self, selector: &str) -> Result<Element> {
        self.wait(selector, async || self.find_now(selector, "").await)
            .await
    }

    /// The first of this kind that can be seen and whose text contains `part`.
    async fn find_now(&self, selector: &str, part: &str) -> std::result::Result<Element, String> {
        // WebDriver's own answer to what can be seen is wrong inside anchored and clipped boxes.
        let script = "return [...document.querySelectorAll(arguments[0])].find((element) =>
            element.checkVisibility() && element.innerText.includes(arguments[1])) ?? null;";
        let arguments = vec![json!(css(selector)), json!(part)];
        let found = self.client.execute(script, arguments).await.map_err(told)?;
        let id = found.get(ELEMENT).and_then(Value::as_str);
        let id = id.ok_or("there is none to be seen")?.to_owned();
        Ok(Element::from_element_id(self.client.clone(), id.into()))
    }

    /// Polls; when the time is up it keeps a picture of what was there instead.
    async fn wait<T>(
        &self,
        what: &str,
        ask: impl AsyncFnMut() -> std::result::Result<T, String>,
    ) -> Result<T> {
        let result = until(what, PATIENCE, ask).await;
        if result.is_err()
            && let Ok(path) = failure_picture("page")
            && let Ok(png) = self.client.screenshot().await
            && fs::write(&path, png).is_ok()
        {
            eprintln!("the window then: {}", path.display());
        }
        result
    }
}

/// How WebDriver names an element in JSON: W3C WebDriver, section "Elements".
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// `@name` as the attribute selector that it stands for.
pub(crate) fn css(selector: &str) -> String {
    let mut css = String::new();
    let mut rest = selector;
    while let Some((before, after)) = rest.split_once('@') {
        let end = after
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_')
            .unwrap_or(after.len());
        css.push_str(before);
        css.push_str(&format!("[data-testid=\"{}\"]", &after[..end]));
        rest = &after[end..];
    }
    css.push_str(rest);
    css
}

fn told(error: CmdError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hooks_are_written_out_in_selectors() {
        for (selector, expected) in [
            ("@details", "[data-testid=\"details\"]"),
            (
                "@session-row[data-session-id=\"5\"] @pick-button:enabled",
                "[data-testid=\"session-row\"][data-session-id=\"5\"] \
                 [data-testid=\"pick-button\"]:enabled",
            ),
            ("dialog h2", "dialog h2"),
        ] {
            assert_eq!(css(selector), expected);
        }
    }
}
