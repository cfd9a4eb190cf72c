import { Button } from "@fluentui/react-components";
import type { OrderState, OrderStates as States } from "bot/translations/contract";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Link } from "react-router";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { OrderForm } from "./order-form.tsx";
import styles from "./order-states.module.css";
import { translationTexts } from "./translation-texts.ts";

/** Where each language is on its way, and the form that asks for more. Lazily loaded. */
export function OrderStates({ path, version, states }: { path: string; version: string; states: States }) {
  const t = useTexts(translationTexts);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAsking, setAsking] = useState(false);
  const orders = states.orders.filter(({ state }) => state !== "withdrawn");
  const close = () => {
    flushSync(() => setAsking(false));
    heading.current?.focus();
  };
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id} ref={heading} tabIndex={-1} className={styles.heading}>
        {t("title")}
      </h2>
      {orders.length > 0 && (
        <ul className={styles.orders}>
          {orders.map((order) => (
            <OrderItem key={order.id} order={order} />
          ))}
        </ul>
      )}
      {states.mayOrder && <p className={styles.about}>{t("about")}</p>}
      {states.mayOrder && !isAsking && <Button onClick={() => setAsking(true)}>{t("ask")}</Button>}
      {isAsking && <OrderForm {...{ path, version, close }} missing={states.missing} />}
    </section>
  );
}

function OrderItem({ order }: { order: OrderState }) {
  const t = useTexts(translationTexts);
  return (
    <li>
      <strong>{t(`to.${order.to}`)}</strong>
      <span>{stateOf(order, t)}</span>
      {order.isStale && <span>({t("stale")})</span>}
      <Link to={`/translations/${order.id}`}>
        {t("show")}
        <span className={unseen}> ({t(`to.${order.to}`)})</span>
      </Link>
    </li>
  );
}

function stateOf({ state, takenBy }: OrderState, t: TranslateOf<typeof translationTexts>): string {
  if (state === "taken" && takenBy) return t("state.taken.by", { name: takenBy });
  return state === "withdrawn" ? "" : t(`state.${state}`);
}
