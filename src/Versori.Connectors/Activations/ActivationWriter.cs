namespace Versori.Connectors.Activations;

/// <summary>Saves an activation with its bindings: all of it, or nothing.</summary>
internal sealed class ActivationWriter(IActivationStore store, IBindingStore bindings)
{
    /// <returns>The saved activation; <see langword="null"/> if something changed since it was read.</returns>
    public async Task<Activation?> TrySaveAsync(
        Activation activation, IReadOnlyList<Binding> changed, CancellationToken cancellationToken)
    {
        if (store.StoresBindingsIn(bindings))
        {
            var result = await store.SaveAsync(activation, changed, cancellationToken).ConfigureAwait(false);
            return result.IsSaved ? result.Current : null;
        }

        var before = new List<(Binding? Former, Binding Saved)>();
        try
        {
            foreach (var binding in changed)
            {
                var former = await bindings.FindAsync(binding.Key, cancellationToken).ConfigureAwait(false);
                var saved = await bindings.SaveAsync(binding, cancellationToken).ConfigureAwait(false);
                if (!saved.IsSaved) break;
                before.Add((former, saved.Current));
            }

            var result = before.Count < changed.Count
                ? default
                : await store.SaveAsync(activation, [], cancellationToken).ConfigureAwait(false);
            if (result.IsSaved) return result.Current;
        }
        catch
        {
            await RestoreAsync(before).ConfigureAwait(false);
            throw;
        }

        await RestoreAsync(before).ConfigureAwait(false);
        return null;
    }

    // A binding that somebody changed meanwhile stays as it is.
    private async Task RestoreAsync(List<(Binding? Former, Binding Saved)> before)
    {
        foreach (var (former, saved) in before)
        {
            if (former is null)
            {
                await bindings.DeleteAsync(saved.Key, saved.Revision, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await bindings.SaveAsync(former with { Revision = saved.Revision }, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
    }
}
