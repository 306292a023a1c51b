using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The routes of activations and of the deletion of persons.</summary>
internal sealed class ActivationRoutes(ActivationPages pages, PersonPages persons, ActivationApi api)
{
    public IEnumerable<ConnectRoute> All() =>
    [
        new ConnectRoute(HttpMethods.Get, "integrations", pages.ListAsync).Shows(ConnectPageKind.Integrations),
        new ConnectRoute(HttpMethods.Get, "integrations/{integration}", pages.ShowAsync)
            .Shows(ConnectPageKind.Integration),
        new ConnectRoute(HttpMethods.Post, "integrations/{integration}", pages.ActivateAsync)
            .Shows(ConnectPageKind.Integration),
        new ConnectRoute(HttpMethods.Post, "integrations/{integration}/deactivate", pages.DeactivateAsync)
            .Shows(ConnectPageKind.Integration),
        new ConnectRoute(HttpMethods.Get, "person", persons.ShowAsync).Shows(ConnectPageKind.Person),
        new ConnectRoute(HttpMethods.Post, "person", persons.DeleteAsync).Shows(ConnectPageKind.Person),
        new(HttpMethods.Get, "api/integrations", api.ListAsync, ConnectRouteKind.Api),
        new(HttpMethods.Get, "api/integrations/{integration}/activation", api.GetAsync, ConnectRouteKind.Api),
        new(HttpMethods.Put, "api/integrations/{integration}/activation", api.ActivateAsync, ConnectRouteKind.Api)
        {
            MaximumBytes = 256 * 1024,
        },
        new(HttpMethods.Delete, "api/integrations/{integration}/activation", api.DeactivateAsync, ConnectRouteKind.Api),
        new(HttpMethods.Delete, "api/person", api.DeletePersonAsync, ConnectRouteKind.Api),
    ];
}
