using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.Scale.Filling;

/// <summary>Writes rows in bulk.</summary>
internal interface IBulk : IAsyncDisposable
{
    ValueTask WriteAsync(ConnectionRow row);

    ValueTask WriteAsync(SecretRow row);

    /// <summary>Completes the last writes.</summary>
    ValueTask CompleteAsync();
}
