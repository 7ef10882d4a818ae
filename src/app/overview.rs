//! The engine's part for the popup and the settings.

use super::AppError;
use super::book::Book;
use super::engine::{Call, Effects, Engine, effects, trouble};
use super::own::OwnSide;
use super::tab::TabState;
use super::views;
use crate::domain::{ProspectId, order};
use crate::ledger::store::Store;
use crate::ledger::stored::Settings;
use crate::protocol::{PanelReply, PopupView, SettingsForm, SettingsView, SiteView};
use crate::sites;

impl<L: Store, S: Store> Engine<L, S> {
    pub(super) async fn popup(
        &self,
        tab: Option<i32>,
        url: &str,
        prospect: Option<String>,
        call: &Call,
    ) -> Result<PanelReply, AppError> {
        let mut book = self.book(call).await?;
        let state = match tab {
            Some(tab) => self.tab(tab).await?,
            None => TabState::default(),
        };
        let seen = state.seen.as_ref();
        let card = self.card_view(&mut book, &state, call).await?;
        let here = seen.and_then(|seen| seen.prospect.as_ref());
        let current = match prospect.or_else(|| here.map(|(id, _)| id.clone())) {
            Some(id) => {
                let id = ProspectId::stored(id);
                let loaded = book.prospect(&id).await?;
                let clock = book.clock_for(&id, call.clock);
                loaded
                    .is_known()
                    .then(|| views::prospect(&loaded, &book.manner, clock))
            }
            None => None,
        };
        let origin = sites::permission_for(url).unwrap_or_default();
        let own = self.own_side(&book, None).await?;
        let popup = PopupView {
            count: book.summary.count(call.clock.today()),
            decisions: self.decisions(&book, call).await?,
            tab_prospect: card.prospect.clone(),
            current,
            card: seen.map(|_| card),
            site: SiteView {
                name: sites::name_for(url).to_owned(),
                enabled: sites::is_granted(&call.granted, &origin),
                origin,
            },
            missing: seen.map(|seen| seen.missing.clone()).unwrap_or_default(),
            trouble: trouble(&book),
            can_repair: matches!(book.trouble, Some(AppError::Damaged(_))),
            needs_welcome: own.is_unknown(),
            lost: lost(&book.settings, call),
            kinds: views::kind_list(&book.manner),
            today: call.clock.today(),
        };
        Ok(PanelReply::Popup(Box::new(popup)))
    }

    /// The decisions that are needed, the most pressing first; at most 50, of the 100 that are the
    /// longest on the agenda, so a large ledger costs no more.
    async fn decisions(
        &self,
        book: &Book<'_, L>,
        call: &Call,
    ) -> Result<Vec<crate::protocol::Decision>, AppError> {
        const MOST: usize = 50;
        const LOOKED_AT: u32 = 100;
        let waiting = book.waiting(call.clock.today(), LOOKED_AT).await?;
        let mut found: Vec<_> = waiting
            .iter()
            .map(|(prospect, entry)| {
                let id = ProspectId::stored(prospect.clone());
                views::decision(prospect, entry, book.clock_for(&id, call.clock).today())
            })
            .collect();
        order::sort_by_key(&mut found, |decision| {
            (views::rank(&decision.reason), decision.since)
        });
        found.truncate(MOST);
        Ok(found)
    }

    pub(super) async fn save_settings(
        &self,
        form: SettingsForm,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        if !matches!(form.mode.as_str(), "coach" | "strict" | "quiet") {
            return Err(AppError::Refused(
                "Choose coach, strict or quiet.".to_owned(),
            ));
        }
        let clean = |texts: Vec<String>| {
            let mut texts: Vec<String> = texts
                .iter()
                .map(|text| text.trim().to_lowercase())
                .collect();
            texts.retain(|text| !text.is_empty());
            texts.truncate(200);
            texts
        };
        let settings = Settings {
            own_emails: clean(form.own_emails),
            own_domains: clean(form.own_domains)
                .iter()
                .map(|d| d.trim_start_matches('@').to_owned())
                .collect(),
            mode: form.mode,
            badge: form.badge,
            ..Settings::default()
        };
        if let Some(bad) = settings
            .own_emails
            .iter()
            .find(|text| crate::domain::Address::parse(text).is_none())
        {
            return Err(AppError::Refused(format!(
                "\u{201c}{bad}\u{201d} is not a mail address."
            )));
        }
        let mut book = self.book(call).await?;
        let old = book.settings.clone();
        book.save_settings(Settings {
            sites_on: old.sites_on,
            practice: old.practice,
            policy: old.policy,
            ..settings
        })
        .await?;
        let reply = self.settings(&book, call).await?;
        Ok((reply, Some(effects(&book, call.clock))))
    }

    /// The known prospects whose name or identity has all of these words; at most 50.
    pub(super) async fn find(&self, text: &str, call: &Call) -> Result<PanelReply, AppError> {
        const MOST: usize = 50;
        let words = text.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let names = self.book(call).await?.names().await?;
        let mut found: Vec<_> = names
            .iter()
            .filter(|(id, name)| {
                let name = name.to_lowercase();
                words
                    .iter()
                    .all(|word| name.contains(word) || id.contains(word))
            })
            .map(|(id, name)| views::head(&ProspectId::stored(id.clone()), name))
            .collect();
        order::sort_by(&mut found, |a: &crate::protocol::ProspectHead, b| {
            a.name.cmp(&b.name)
        });
        found.truncate(MOST);
        Ok(PanelReply::Found(found))
    }

    /// Remembers which sites the rep switched on, so that a permission taken away is noticed.
    pub(super) async fn switched(
        &self,
        off: Option<&str>,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        let mut settings = book.settings.clone();
        match off {
            Some(origin) => {
                settings.sites_on.remove(origin);
            }
            None => settings.sites_on.extend(call.granted.iter().cloned()),
        }
        if settings != book.settings {
            book.save_settings(settings).await?;
        }
        let reply = self.settings(&book, call).await?;
        Ok((reply, None))
    }

    /// The settings as they are.
    pub(super) async fn settings(
        &self,
        book: &Book<'_, L>,
        call: &Call,
    ) -> Result<PanelReply, AppError> {
        let shown = self.shown().await?;
        let settings = book.settings.clone();
        let own = OwnSide::new(&settings, shown.iter().map(String::as_str));
        Ok(PanelReply::Settings(Box::new(SettingsView {
            granted: call.granted.clone(),
            lost: lost(&settings, call),
            domains: own.domains(),
            shown,
            own_emails: settings.own_emails,
            own_domains: settings.own_domains,
            mode: settings
                .policy
                .get("mode")
                .cloned()
                .unwrap_or(settings.mode),
            badge: settings.badge,
            sites: sites::SITES
                .iter()
                .map(|site| (site.name.to_owned(), format!("https://{}/*", site.host)))
                .collect(),
            trouble: trouble(book),
        })))
    }
}

/// The sites that the rep switched on and that the browser no longer lets us read.
fn lost(settings: &Settings, call: &Call) -> Vec<String> {
    let on = settings.sites_on.iter();
    on.filter(|origin| !sites::is_granted(&call.granted, origin))
        .cloned()
        .collect()
}
