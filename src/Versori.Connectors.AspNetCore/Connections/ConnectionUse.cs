namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>Which templates use a connection because they are bound to it.</summary>
internal sealed class ConnectionUse(IBindingStore bindings)
{
    private const int MaximumShown = 100;

    public async Task<IReadOnlyList<TemplateId>> ListAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var found = new List<TemplateId>();
        var listed = bindings.ListAsync(new() { ConnectionId = id }, cancellationToken);
        await foreach (var binding in listed.ConfigureAwait(false))
        {
            found.Add(binding.Key.Template);
            if (found.Count == MaximumShown) break;
        }

        return found;
    }
}
