//! Facts of the sample conference that the tests go by: Thursday 19 May 2022, Europe/Madrid.

/// A session of the sample.
#[derive(Clone, Copy, Debug)]
pub struct Talk {
    pub code: &'static str,
    pub title: &'static str,
}

/// Thursday 15:25 to 16:00, like the two that follow.
pub const WELCOME: Talk = Talk {
    code: "ytq0",
    title: "Cilium: Welcome, Vision and Updates",
};

pub const MIGRATION: Talk = Talk {
    code: "ytpo",
    title: "Transparent Live Migration of Services Between Kubernetes Clusters",
};

pub const MULTI_CLOUD: Talk = Talk {
    code: "ytpu",
    title: "Choosing Cloud Native Technologies for the Journey to Multi-cloud",
};

/// Friday 11:55 to 12:30.
pub const DNS: Talk = Talk {
    code: "ytrw",
    title: "Logs Told Us It Was DNS, It Felt Like DNS, It Had To Be DNS, It Wasn't DNS",
};

/// Friday 14:00 to 14:35.
pub const BANDWIDTH: Talk = Talk {
    code: "ytsQ",
    title: "Better Bandwidth Management with eBPF",
};

/// Friday 16:00 to 16:35.
pub const SERVICE_MESH: Talk = Talk {
    code: "yttj",
    title: "A Guided Tour of Cilium Service Mesh",
};

/// Eleven minutes before the three talks: their reminders are due in one minute.
pub const BEFORE_THE_TALKS: &str = "2022-05-19T15:14:00+02:00";
