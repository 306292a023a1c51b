using System.Net;
using Microsoft.AspNetCore.Http.Extensions;

namespace SignIn;

/// <summary>
/// Waits on loopback for the browser's callback (RFC 8252 §7.3), at a port that the operating system chooses.
/// </summary>
internal sealed class LoopbackRedirect : IAsyncDisposable
{
    private readonly TaskCompletionSource<Uri> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private LoopbackRedirect()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/callback", (HttpRequest request) =>
        {
            _callback.TrySetResult(new(request.GetEncodedUrl()));
            return "You can close this window.";
        });
    }

    public Uri Uri => new(new Uri(_app.Urls.First()), "/callback");

    public static async Task<LoopbackRedirect> StartAsync()
    {
        var redirect = new LoopbackRedirect();
        await redirect._app.StartAsync();
        return redirect;
    }

    /// <summary>The URI of the callback.</summary>
    public Task<Uri> CallbackAsync() => _callback.Task;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
