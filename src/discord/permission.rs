//! Who may use what is not for everybody.

use std::collections::HashSet;
use std::sync::RwLock;

use serde::Deserialize;
use serenity::all::{ApplicationId, GuildId, Member, Permissions, RoleId, UserId};

use super::command::Access;
use super::wording::{self, Words};
use crate::config::OperatorConfig;

/// The operators: the owner of the application, the members of its team, and whom the settings name.
///
/// Asked at every call: what a server's administrators may do to a command (`default_member_permissions` and
/// its overrides) is no protection of the bot.
#[derive(Debug, Default)]
pub(crate) struct Operators {
    users: HashSet<u64>,
    roles: HashSet<u64>,
    owners: RwLock<HashSet<u64>>,
}

/// What is read of the application:
/// <https://docs.discord.com/developers/resources/application#application-object>.
#[derive(Debug, Deserialize)]
pub(crate) struct Application {
    id: ApplicationId,
    owner: Option<Person>,
    team: Option<Team>,
}

#[derive(Debug, Deserialize)]
struct Person {
    id: UserId,
}

#[derive(Debug, Deserialize)]
struct Team {
    owner_user_id: UserId,
    #[serde(default)]
    members: Vec<TeamMember>,
}

#[derive(Debug, Deserialize)]
struct TeamMember {
    membership_state: u8,
    #[serde(default)]
    role: String,
    user: Person,
}

/// A team member who has accepted:
/// <https://docs.discord.com/developers/topics/teams#data-models-membership-state-enum>.
const ACCEPTED: u8 = 2;

impl Application {
    /// Its id.
    pub(crate) fn id(&self) -> ApplicationId {
        self.id
    }
}

impl Operators {
    /// Those of the settings alone.
    pub(crate) fn new(config: &OperatorConfig) -> Self {
        Self {
            users: config.users.iter().copied().collect(),
            roles: config.roles.iter().copied().collect(),
            owners: RwLock::default(),
        }
    }

    /// Learns who owns the application. A team that owns it stands as its owner with a user id of its own,
    /// which nobody can log in as.
    pub(crate) fn learn(&self, application: &Application) {
        let team = application.team.as_ref();
        let members = team
            .into_iter()
            .flat_map(|team| &team.members)
            .filter(|member| member.membership_state == ACCEPTED && member.role != "read_only");
        let owners = application
            .owner
            .iter()
            .map(|owner| owner.id)
            .chain(team.map(|team| team.owner_user_id))
            .chain(members.map(|member| member.user.id))
            .map(UserId::get)
            .collect();
        *self.owners.write().unwrap_or_else(std::sync::PoisonError::into_inner) = owners;
    }

    /// Whether a user with these roles (of the server where they act) is one of them.
    pub(crate) fn allows(&self, user: UserId, roles: &[RoleId]) -> bool {
        let owners = self.owners.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.users.contains(&user.get())
            || owners.contains(&user.get())
            || roles.iter().any(|role| self.roles.contains(&role.get()))
    }
}

/// Why somebody may not do what is for some only; none where they may.
pub(crate) fn refusal(operators: &Operators, access: Access, caller: Caller<'_>) -> Option<Words> {
    let Caller { user, member, server } = caller;
    match access {
        Access::Everyone => None,
        Access::Managers => (server.is_none() || !is_manager(member)).then_some(wording::NOT_MANAGER),
        Access::Operators => {
            let roles = member.map_or(&[][..], |member| &member.roles);
            (!operators.allows(user, roles)).then_some(wording::NOT_OPERATOR)
        }
    }
}

/// Who acts, and where: as Discord tells it, never as the user's client does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller<'a> {
    /// The user.
    pub(crate) user: UserId,
    /// The user as a member of the server.
    pub(crate) member: Option<&'a Member>,
    /// The server.
    pub(crate) server: Option<GuildId>,
}

/// Whether a member may change what the bot does in their server. What they may comes with every interaction:
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object>.
pub(crate) fn is_manager(member: Option<&Member>) -> bool {
    let may = member.and_then(|member| member.permissions).unwrap_or_default();
    may.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators() -> Operators {
        let operators = Operators::new(&OperatorConfig { users: vec![1], roles: vec![2] });
        let application = serde_json::json!({
            "id": "99",
            "owner": {"id": "10", "username": "team"},
            "team": {"owner_user_id": "11", "members": [
                {"membership_state": 2, "role": "developer", "user": {"id": "12"}},
                {"membership_state": 2, "role": "read_only", "user": {"id": "13"}},
                {"membership_state": 1, "role": "admin", "user": {"id": "14"}},
            ]},
        });
        operators.learn(&serde_json::from_value(application).expect("an application"));
        operators
    }

    #[test]
    fn owner_team_and_settings_are_operators_and_nobody_else() {
        let operators = operators();
        let allowed: Vec<u64> = (1..20).filter(|id| operators.allows(UserId::new(*id), &[])).collect();
        assert_eq!(allowed, [1, 10, 11, 12], "neither who only reads nor who has not accepted");
    }

    #[test]
    fn a_role_counts_as_a_role_only() {
        let operators = operators();
        assert!(operators.allows(UserId::new(5), &[RoleId::new(2), RoleId::new(3)]));
        assert!(!operators.allows(UserId::new(5), &[RoleId::new(1), RoleId::new(10)]));
        assert!(!operators.allows(UserId::new(2), &[]));
    }

    #[test]
    fn nobody_is_an_operator_by_default() {
        let nobody = Operators::default();
        assert!((1..100).all(|id| !nobody.allows(UserId::new(id), &[RoleId::new(id)])));
    }
}
