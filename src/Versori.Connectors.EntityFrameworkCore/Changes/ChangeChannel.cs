namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>The channel on which processes notify each other of changes.</summary>
internal sealed class ChangeChannel
{
    /// <summary>The name. Each database has one channel.</summary>
    public const string Name = "versori_connectors";

    // Identifies this process, which need not read its own changes again.
    private readonly string _sender = Guid.NewGuid().ToString("N");

    /// <summary>The text of a notification.</summary>
    public string Write(StoreChange change) => ChangeNotice.Write(_sender, change);

    /// <summary>Reads a notification; returns <see langword="null"/> if this process sent it.</summary>
    public StoreChange? Read(string notice) => ChangeNotice.IsFrom(_sender, notice) ? null : ChangeNotice.Read(notice);
}
