/// Connections and sessions of one side: how they begin, continue and end, and what each end knows of it.
#pragma once

#include "model/side.hpp"

namespace doublecheck::model {

/// Puts an item on the client's link, if it has one that lives, and into the window of a session that can be resumed.
void put_up(Side& side, const Setup& setup, const Item& item, Effects& effects);
void put_down(Side& side, const Setup& setup, const Item& item, Effects& effects);
/// The same for an item that the window has already.
void put_up_again(Side& side, const Setup& setup, const Item& item, Effects& effects);
void put_down_again(Side& side, const Setup& setup, const Item& item, Effects& effects);

void on_connect(Side& side, const Setup& setup, ClientId self, Effects& effects);
/// An item that sets up a session arrives. REQUIRES: is_control(item.kind).
void on_control(Side& side, const Setup& setup, ClientId self, const Item& item, Effects& effects);
/// The client ends its connection, or it breaks and both ends notice.
void close_connection(Side& side, Effects& effects);
void on_cut(Side& side, Effects& effects);
void on_connection_timeout(Side& side, Effects& effects);
void on_session_timeout(Side& side, const Setup& setup, ClientId self, Effects& effects);

}  // namespace doublecheck::model
