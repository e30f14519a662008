//! A web server on this machine that answers as badly as it is told, and schedules to serve.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

type Answering = Arc<dyn Fn(&Request) -> Vec<u8> + Send + Sync>;

/// What a client asked, as text.
#[derive(Clone, Debug)]
pub struct Request(pub String);

impl Request {
    pub fn path(&self) -> &str {
        self.0.split(' ').nth(1).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        let line = self.0.lines().find(|line| {
            line.to_ascii_lowercase()
                .starts_with(&format!("{}:", name.to_ascii_lowercase()))
        })?;
        Some(line.split_once(':')?.1.trim().to_owned())
    }
}

pub struct Server {
    pub address: String,
    answering: Arc<Mutex<Answering>>,
    requests: Arc<Mutex<Vec<Request>>>,
    /// Requests being answered now, and the most there ever were.
    busy: Arc<Mutex<(usize, usize)>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: format!("http://{}/schedule.xml", listener.local_addr().unwrap()),
            answering: Arc::new(Mutex::new(Arc::new(answer))),
            requests: Arc::default(),
            busy: Arc::default(),
        };
        let (answering, requests, busy) = (
            server.answering.clone(),
            server.requests.clone(),
            server.busy.clone(),
        );
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answering, requests, busy) =
                    (answering.clone(), requests.clone(), busy.clone());
                thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let request = Request(head(&mut stream));
                    requests.lock().unwrap().push(request.clone());
                    {
                        let mut busy = busy.lock().unwrap();
                        busy.0 += 1;
                        busy.1 = busy.1.max(busy.0);
                    }
                    let answer = answering.lock().unwrap().clone();
                    let bytes = answer(&request);
                    busy.lock().unwrap().0 -= 1;
                    // Clients may have gone.
                    let _ = stream.write_all(&bytes);
                });
            }
        });
        server
    }

    /// One that serves this body, with nothing else.
    pub fn serving(body: &str) -> Self {
        let bytes = ok("", body.as_bytes());
        Self::start(move |_| bytes.clone())
    }

    pub fn answer(&self, answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) {
        *self.answering.lock().unwrap() = Arc::new(answer);
    }

    pub fn serve(&self, body: &str) {
        let bytes = ok("", body.as_bytes());
        self.answer(move |_| bytes.clone());
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub fn most_at_once(&self) -> usize {
        self.busy.lock().unwrap().1
    }
}

fn head(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).unwrap()
}

/// 200 with more header lines, each ended by CRLF.
pub fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// No body, with more header lines.
pub fn status(line: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n")
        .into_bytes()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A schedule in Brussels on 31 January 2026 with these talks, each an hour from 09:00 on.
pub fn schedule(talks: &[&str]) -> String {
    schedule_in(2026, talks)
}

pub fn schedule_in(year: u16, talks: &[&str]) -> String {
    let events: Vec<String> = talks
        .iter()
        .enumerate()
        .map(|(index, talk)| {
            let hour = 9 + index;
            format!(
                "<event id='{talk}' guid='guid-{talk}'><title>About {talk}</title>\
                 <date>{year}-01-31T{hour:02}:00:00+01:00</date><start>{hour:02}:00</start>\
                 <duration>01:00</duration><room>Janson</room></event>"
            )
        })
        .collect();
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><schedule><conference><title>Gathering {year}</title>\
         <acronym>gathering-{year}</acronym><start>{year}-01-31</start><end>{year}-01-31</end>\
         <time_zone_name>Europe/Brussels</time_zone_name></conference>\
         <day index='1' date='{year}-01-31'><room name='Janson'>{}</room></day></schedule>",
        events.concat()
    )
}
