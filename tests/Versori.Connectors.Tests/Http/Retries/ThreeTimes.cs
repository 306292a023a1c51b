namespace Versori.Connectors.Tests.Http.Retries
{
    /// <summary>What handlers of hosts do, without their waiting.</summary>
    internal static class ThreeTimes
    {
        public static async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send)
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var response = await send();
                if (response.IsSuccessStatusCode) return response;
                response.Dispose();
            }

            return await send();
        }
    }
}

namespace Microsoft.Extensions.Http.Resilience.Imitated
{
    /// <summary>A handler in the namespace of the package, which the tests do not reference.</summary>
    internal sealed class ResilienceHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Versori.Connectors.Tests.Http.Retries.ThreeTimes.SendAsync(
                () => base.SendAsync(request, cancellationToken));
    }
}
