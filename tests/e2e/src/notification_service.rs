//! A notification service that shows nothing and records everything: `org.freedesktop.Notifications`
//! of the Desktop Notifications Specification 1.2.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use zbus::connection::Builder;
use zbus::export::serde::Serialize;
use zbus::message::Header;
use zbus::zvariant::{DynamicType, OwnedValue};
use zbus::{Connection, interface};

use crate::{Error, Result, until};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification as the service was given it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: u32,
    pub application: String,
    /// The id of the one it takes the place of; 0 for none.
    pub replaces: u32,
    pub icon: String,
    pub summary: String,
    pub body: String,
    /// Keys and labels in turn.
    pub actions: Vec<String>,
    /// Values as text, such as `U8(1)`.
    pub hints: HashMap<String, String>,
    /// Milliseconds; -1 leaves it to the service.
    pub timeout: i32,
    pub at: Instant,
    /// The connection it came from, which alone is told what becomes of it.
    sender: String,
}

/// The service. Away from the bus while it is stopped; what it recorded stays.
#[derive(Debug)]
pub struct NotificationService {
    address: String,
    connection: Option<Connection>,
    recorded: Recorded,
}

impl NotificationService {
    /// Takes the service's name on the bus.
    pub async fn start(address: &str) -> Result<Self> {
        let mut service = Self {
            address: address.to_owned(),
            connection: None,
            recorded: Recorded::default(),
        };
        service.start_again().await?;
        Ok(service)
    }

    /// Comes back onto the bus after [`NotificationService::stop`].
    pub async fn start_again(&mut self) -> Result {
        let connection = Builder::address(self.address.as_str())?
            .serve_at(PATH, Notifications(Arc::clone(&self.recorded)))?
            .name(NAME)?
            .build()
            .await?;
        self.connection = Some(connection);
        Ok(())
    }

    /// Leaves the bus, as a service does that crashed.
    pub async fn stop(&mut self) -> Result {
        if let Some(connection) = self.connection.take() {
            connection.release_name(NAME).await?;
            connection.close().await?;
        }
        Ok(())
    }

    /// Everything that was shown, oldest first.
    pub fn shown(&self) -> Vec<Shown> {
        lock(&self.recorded).clone()
    }

    /// Waits until at least `count` notifications were shown, and gives all.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Result<Vec<Shown>> {
        let what = format!("{count} notifications");
        until(&what, limit, async || {
            let shown = self.shown();
            if shown.len() >= count {
                return Ok(shown);
            }
            let summaries: Vec<&str> = shown.iter().map(|one| one.summary.as_str()).collect();
            Err(format!("there were {}: {summaries:?}", shown.len()))
        })
        .await
    }

    /// A click: `action` is `default` for the body, else the key of a button. The notification closes.
    pub async fn click(&self, shown: &Shown, action: &str) -> Result {
        // Nobody clicks faster. notify-rust begins to listen only when the service has answered.
        tokio::time::sleep(Duration::from_secs(1)).await;
        self.tell(shown, "ActionInvoked", &(shown.id, action))
            .await?;
        self.close(shown).await
    }

    /// The attendee waves it away.
    pub async fn close(&self, shown: &Shown) -> Result {
        const DISMISSED_BY_THE_USER: u32 = 2;
        self.tell(
            shown,
            "NotificationClosed",
            &(shown.id, DISMISSED_BY_THE_USER),
        )
        .await
    }

    /// To the sender alone, as dunst does.
    async fn tell<B>(&self, shown: &Shown, signal: &str, body: &B) -> Result
    where
        B: Serialize + DynamicType,
    {
        let Some(connection) = &self.connection else {
            return Err(Error::Unexpected(
                "the notification service is stopped".to_owned(),
            ));
        };
        let sender = Some(shown.sender.as_str());
        Ok(connection
            .emit_signal(sender, PATH, NAME, signal, body)
            .await?)
    }
}

type Recorded = Arc<Mutex<Vec<Shown>>>;

fn lock(recorded: &Recorded) -> MutexGuard<'_, Vec<Shown>> {
    recorded.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What answers on the bus.
struct Notifications(Recorded);

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup", "persistence"]
    }

    /// Name, vendor, version, version of the specification.
    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("recorder", "Lanyard", "1.0", "1.2")
    }

    #[allow(clippy::too_many_arguments, reason = "the specification has this many")]
    fn notify(
        &self,
        #[zbus(header)] header: Header<'_>,
        application: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        let mut recorded = lock(&self.0);
        let id = match replaces {
            0 => u32::try_from(recorded.len()).map_or(u32::MAX, |count| count + 1),
            id => id,
        };
        let hints = hints
            .into_iter()
            .map(|(name, value)| (name, format!("{:?}", *value)))
            .collect();
        recorded.push(Shown {
            id,
            application,
            replaces,
            icon,
            summary,
            body,
            actions,
            hints,
            timeout,
            at: Instant::now(),
            sender: header
                .sender()
                .map_or_else(String::new, |name| name.to_string()),
        });
        id
    }

    fn close_notification(&self, _id: u32) {}
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::future::poll_fn;
    use std::pin::Pin;

    use tempfile::TempDir;
    use zbus::Proxy;
    use zbus::export::futures_core::Stream;
    use zbus::proxy::Builder as ProxyBuilder;
    use zbus::proxy::CacheProperties;
    use zbus::zvariant::Value;

    use super::*;
    use crate::PATIENCE;
    use crate::bus::SessionBus;

    async fn program(bus: &SessionBus) -> Proxy<'static> {
        let connection = Builder::address(bus.address()).unwrap();
        ProxyBuilder::new(&connection.build().await.unwrap())
            .destination(NAME)
            .and_then(|builder| builder.path(PATH))
            .and_then(|builder| builder.interface(NAME))
            .unwrap()
            .cache_properties(CacheProperties::No)
            .build()
            .await
            .unwrap()
    }

    async fn notify(program: &Proxy<'_>, summary: &str) -> zbus::Result<u32> {
        let hints = HashMap::from([("urgency", Value::from(1_u8))]);
        let actions = vec!["default", "Open"];
        let body = ("Test", 0_u32, "", summary, "body", actions, hints, -1_i32);
        program.call("Notify", &body).await
    }

    #[tokio::test]
    async fn what_is_shown_is_recorded_and_a_click_reaches_its_sender() {
        let folder = TempDir::new().unwrap();
        let bus = SessionBus::start(folder.path()).await.unwrap();
        let service = NotificationService::start(bus.address()).await.unwrap();
        let program = program(&bus).await;
        let mut clicks = program.receive_signal("ActionInvoked").await.unwrap();

        let id = notify(&program, "A talk").await.unwrap();
        let shown = service.wait_for(1, PATIENCE).await.unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!((shown[0].id, shown[0].summary.as_str()), (id, "A talk"));
        assert_eq!(shown[0].actions, ["default", "Open"]);
        assert_eq!(shown[0].hints["urgency"], "U8(1)");

        service.click(&shown[0], "default").await.unwrap();
        let click = poll_fn(|context| Pin::new(&mut clicks).poll_next(context));
        let click = click.await.unwrap();
        assert_eq!(
            click.body().deserialize::<(u32, String)>().unwrap(),
            (id, "default".to_owned())
        );
    }

    #[tokio::test]
    async fn a_stopped_service_is_missed_until_it_starts_again() {
        let folder = TempDir::new().unwrap();
        let bus = SessionBus::start(folder.path()).await.unwrap();
        let mut service = NotificationService::start(bus.address()).await.unwrap();
        let program = program(&bus).await;
        service.stop().await.unwrap();
        assert!(notify(&program, "Unseen").await.is_err());
        service.start_again().await.unwrap();
        notify(&program, "Seen").await.unwrap();
        assert_eq!(service.shown()[0].summary, "Seen");
    }
}
