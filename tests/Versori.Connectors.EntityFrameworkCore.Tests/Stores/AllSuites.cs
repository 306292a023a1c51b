using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Stores;

public sealed class SqliteConnectorTests : ConnectorSuite<SqliteDatabase>;

public sealed class SqliteTemplateTests : TemplateSuite<SqliteDatabase>;

public sealed class SqliteConnectionTests : ConnectionSuite<SqliteDatabase>;

public sealed class SqliteNameTests : NameSuite<SqliteDatabase>;

public sealed class SqliteBindingTests : BindingSuite<SqliteDatabase>;

public sealed class SqliteSecretTests : SecretSuite<SqliteDatabase>;

public sealed class SqliteLockTests : LockSuite<SqliteDatabase>;

public sealed class SqlitePendingAuthorizationTests : PendingAuthorizationSuite<SqliteDatabase>;

public sealed class SqliteWebhookReplayTests : WebhookReplaySuite<SqliteDatabase>;

public sealed class PostgresConnectorTests : ConnectorSuite<PostgresDatabase>;

public sealed class PostgresTemplateTests : TemplateSuite<PostgresDatabase>;

public sealed class PostgresConnectionTests : ConnectionSuite<PostgresDatabase>;

public sealed class PostgresNameTests : NameSuite<PostgresDatabase>;

public sealed class PostgresBindingTests : BindingSuite<PostgresDatabase>;

public sealed class PostgresSecretTests : SecretSuite<PostgresDatabase>;

public sealed class PostgresLockTests : LockSuite<PostgresDatabase>;

public sealed class PostgresPendingAuthorizationTests : PendingAuthorizationSuite<PostgresDatabase>;

public sealed class PostgresWebhookReplayTests : WebhookReplaySuite<PostgresDatabase>;

public sealed class HostSqliteConnectorTests : ConnectorSuite<HostSqliteDatabase>;

public sealed class HostSqliteTemplateTests : TemplateSuite<HostSqliteDatabase>;

public sealed class HostSqliteConnectionTests : ConnectionSuite<HostSqliteDatabase>;

public sealed class HostSqliteNameTests : NameSuite<HostSqliteDatabase>;

public sealed class HostSqliteBindingTests : BindingSuite<HostSqliteDatabase>;

public sealed class HostSqliteSecretTests : SecretSuite<HostSqliteDatabase>;

public sealed class HostSqliteLockTests : LockSuite<HostSqliteDatabase>;

public sealed class HostSqlitePendingAuthorizationTests : PendingAuthorizationSuite<HostSqliteDatabase>;

public sealed class HostSqliteWebhookReplayTests : WebhookReplaySuite<HostSqliteDatabase>;

public sealed class HostPostgresConnectorTests : ConnectorSuite<HostPostgresDatabase>;

public sealed class HostPostgresTemplateTests : TemplateSuite<HostPostgresDatabase>;

public sealed class HostPostgresConnectionTests : ConnectionSuite<HostPostgresDatabase>;

public sealed class HostPostgresNameTests : NameSuite<HostPostgresDatabase>;

public sealed class HostPostgresBindingTests : BindingSuite<HostPostgresDatabase>;

public sealed class HostPostgresSecretTests : SecretSuite<HostPostgresDatabase>;

public sealed class HostPostgresLockTests : LockSuite<HostPostgresDatabase>;

public sealed class HostPostgresPendingAuthorizationTests : PendingAuthorizationSuite<HostPostgresDatabase>;

public sealed class HostPostgresWebhookReplayTests : WebhookReplaySuite<HostPostgresDatabase>;

public sealed class SqliteInventoryTests : InventorySuite<SqliteDatabase>;

public sealed class SqliteAtomicTests : AtomicSuite<SqliteDatabase>;

public sealed class PostgresInventoryTests : InventorySuite<PostgresDatabase>;

public sealed class PostgresAtomicTests : AtomicSuite<PostgresDatabase>;

public sealed class HostSqliteInventoryTests : InventorySuite<HostSqliteDatabase>;

public sealed class HostSqliteAtomicTests : AtomicSuite<HostSqliteDatabase>;

public sealed class HostPostgresInventoryTests : InventorySuite<HostPostgresDatabase>;

public sealed class HostPostgresAtomicTests : AtomicSuite<HostPostgresDatabase>;

public sealed class SqliteAuditTests : AuditSuite<SqliteDatabase>;

public sealed class PostgresAuditTests : AuditSuite<PostgresDatabase>;

public sealed class HostSqliteAuditTests : AuditSuite<HostSqliteDatabase>;

public sealed class HostPostgresAuditTests : AuditSuite<HostPostgresDatabase>;

public sealed class SqliteLimitTests : LimitSuite<SqliteDatabase>;

public sealed class PostgresLimitTests : LimitSuite<PostgresDatabase>;

public sealed class HostSqliteLimitTests : LimitSuite<HostSqliteDatabase>;

public sealed class HostPostgresLimitTests : LimitSuite<HostPostgresDatabase>;

public sealed class SqliteConversationTests : ConversationSuite<SqliteDatabase>;

public sealed class PostgresConversationTests : ConversationSuite<PostgresDatabase>;

public sealed class HostSqliteConversationTests : ConversationSuite<HostSqliteDatabase>;

public sealed class HostPostgresConversationTests : ConversationSuite<HostPostgresDatabase>;

public sealed class SqliteConnectSessionTests : ConnectSessionSuite<SqliteDatabase>;

public sealed class PostgresConnectSessionTests : ConnectSessionSuite<PostgresDatabase>;

public sealed class HostSqliteConnectSessionTests : ConnectSessionSuite<HostSqliteDatabase>;

public sealed class HostPostgresConnectSessionTests : ConnectSessionSuite<HostPostgresDatabase>;

public sealed class SqliteActivationTests : ActivationSuite<SqliteDatabase>;

public sealed class PostgresActivationTests : ActivationSuite<PostgresDatabase>;

public sealed class HostSqliteActivationTests : ActivationSuite<HostSqliteDatabase>;

public sealed class HostPostgresActivationTests : ActivationSuite<HostPostgresDatabase>;
