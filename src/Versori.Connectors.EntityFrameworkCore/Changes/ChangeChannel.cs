using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>The channel of PostgreSQL's (<c>NOTIFY</c>) on which processes tell each other what they changed.</summary>
internal sealed class ChangeChannel
{
    /// <summary>One in each database.</summary>
    public const string Name = "versori_connectors";

    // By it this process knows its own notices: what it changed itself it need not read again.
    private readonly string _sender = Guid.NewGuid().ToString("N");

    /// <summary>Tells a change with the transaction that makes it: when it is committed, and not at all when it is taken back.</summary>
    public void Send(StatementBatch batch, StoreChange change) => batch.Add("SELECT pg_notify({0}, {1})", Name, ChangeNotice.Write(_sender, change));

    /// <summary>What a notice says; <see langword="null"/> when it is this process's own.</summary>
    public StoreChange? Read(string notice) => ChangeNotice.IsFrom(_sender, notice) ? null : ChangeNotice.Read(notice);
}
