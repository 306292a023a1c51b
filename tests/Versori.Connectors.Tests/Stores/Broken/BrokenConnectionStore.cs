using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenConnectionStore(string flaw) : IConnectionStore
{
    private readonly InMemoryConnectionStore _inner = new();

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        _inner.FindAsync(id, cancellationToken);

    public async ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "a save ignores the revision" when await _inner.FindAsync(
                connection.Id, cancellationToken) is { } there:
                return await _inner.SaveAsync(connection with { Revision = there.Revision }, cancellationToken);
            case "a save restores a deleted record" when await _inner.FindAsync(
                connection.Id, cancellationToken) is null:
                return await _inner.SaveAsync(connection with { Revision = 0 }, cancellationToken);
            case "two connections can have one name":
                return await _inner.SaveAsync(
                    connection with { Name = connection.Name + connection.Id }, cancellationToken);
            case "names are compared without case":
                return await _inner.SaveAsync(
                    connection with { Name = connection.Name.ToUpperInvariant() }, cancellationToken);
            case "a name is unique across owners":
                return await _inner.SaveAsync(connection with { Owner = default }, cancellationToken);
            case "a conflict returns another connection of the name":
                var result = await _inner.SaveAsync(connection, cancellationToken);
                if (result is not { IsSaved: false, Current: null }) return result;
                return SaveResult<Connection>.Conflict(
                    await _inner.ListAsync(new() { Name = connection.Name }, cancellationToken)
                        .FirstOrDefaultAsync(cancellationToken));
            case "a name conflict returns no connection":
                var conflict = await _inner.SaveAsync(connection, cancellationToken);
                return conflict.IsSaved ? conflict : SaveResult<Connection>.Conflict(null);
            case "times lose their fractions":
                return await _inner.SaveAsync(
                    connection with
                    {
                        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(connection.CreatedAt.ToUnixTimeSeconds()),
                    },
                    cancellationToken);
            default:
                return await _inner.SaveAsync(connection, cancellationToken);
        }
    }

    public async ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
        await _inner.DeleteAsync(
            id,
            flaw == "a deletion ignores the revision" && await _inner.FindAsync(id, cancellationToken) is { } there
                ? there.Revision
                : revision,
            flaw == "cancellation is ignored" ? default : cancellationToken);

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken) =>
        flaw switch
        {
            "a list is ordered by name" =>
                _inner.ListAsync(filter, cancellationToken)
                    .OrderBy(connection => connection.Name, StringComparer.Ordinal),
            "a list of one owner contains others" => _inner.ListAsync(filter with { Owner = null }, cancellationToken),
            "a list ignores cancellation" => _inner.ListAsync(filter, default),
            _ => _inner.ListAsync(filter, cancellationToken),
        };
}
